package dev.runcast.runtime.differential;

import dev.runcast.runtime.Run;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.RunEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Hears which runs fail, with the names of the runs above them. */
final class Failures implements CallbackHandler {
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void onRunError(RunEvent.Error event) {
        // Whether those that are left behind by a failure are cancelled is a matter of time.
        if (event.error() instanceof Body.Failure failure) {
            heard.add(path(event.run()) + ": " + failure.getMessage());
        }
    }

    private static String path(Run run) {
        return run.parent().map(parent -> path(parent) + " > ").orElse("") + run.name();
    }

    List<String> heard() {
        return List.copyOf(heard);
    }
}
