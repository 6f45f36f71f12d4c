package dev.runcast.server.internal.core;

import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.server.ClientPrincipal;

/**
 * Tells a {@link ServedRun} of the runs that its client asked for, and not of the runs below these. All of them inherit it, and so the
 * program finds out by it who the client is: clients can send settings and metadata, but no handlers.
 */
public final class ServedRunHandler implements CallbackHandler {
    private final ServedRun run;

    ServedRunHandler(ServedRun run) {
        this.run = run;
    }

    /** Returns who asked for the run. */
    public ClientPrincipal principal() {
        return run.principal();
    }

    @Override
    public void onRunStart(RunEvent.Start event) {
        if (isRoot(event)) {
            run.started(event.run().id());
        }
    }

    @Override
    public void onRunEnd(RunEvent.End event) {
        if (isRoot(event)) {
            run.close();
        }
    }

    @Override
    public void onRunError(RunEvent.Error event) {
        if (isRoot(event)) {
            run.close();
        }
    }

    private static boolean isRoot(RunEvent event) {
        return event.run().parentId().isEmpty();
    }

    @Override
    public boolean ignoresCustomEvents() {
        return true;
    }

    @Override
    public String toString() {
        return "server";
    }
}
