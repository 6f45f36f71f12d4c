package dev.runcast.server.internal.langgraph;

import dev.runcast.server.Authorizer.Action;
import dev.runcast.server.internal.core.Call;
import dev.runcast.server.internal.core.Ids;
import dev.runcast.server.internal.core.Route;
import dev.runcast.server.internal.core.Services;
import dev.runcast.server.internal.runs.KeptAccess;
import dev.runcast.server.store.RunStore;
import dev.runcast.server.store.StoredRun;
import dev.runcast.server.store.StoredThread;
import dev.runcast.server.store.ThreadKey;

/**
 * Makes routes to the threads and runs of principals. A request to one of them finds what it names, if that belongs to the principal and
 * the principal may do this with it.
 */
final class OwnRoutes {
    private final Services services;
    private final KeptAccess access;
    private final RunStore store;

    OwnRoutes(Services services, KeptAccess access) {
        this.services = services;
        this.access = access;
        this.store = services.store();
    }

    /** Answers a request to a thread. */
    @FunctionalInterface
    interface ThreadHandler {
        void handle(Call call, StoredThread thread);
    }

    /** Answers a request to a run. */
    @FunctionalInterface
    interface RunHandler {
        void handle(Call call, StoredRun run);
    }

    /** Returns a route that reads what the last run of a thread has left in it. */
    Route readsThread(String method, String path, ThreadHandler handler) {
        return new Route(method, path, call -> {
            StoredThread thread = thread(call);
            access.checkRead(call, thread);
            handler.handle(call, thread);
        });
    }

    /** Returns a route whose handler itself checks what it does with the runs of a thread. */
    Route listsThread(String method, String path, ThreadHandler handler) {
        return new Route(method, path, call -> handler.handle(call, thread(call)));
    }

    /** Returns a route that takes a thread with all its runs away. */
    Route endsThread(String method, String path, ThreadHandler handler) {
        return new Route(method, path, call -> {
            StoredThread thread = thread(call);
            access.checkEnd(call, thread);
            handler.handle(call, thread);
        });
    }

    /** Returns a route that does something with a run. */
    Route run(String method, String path, Action action, RunHandler handler) {
        return new Route(method, path, call -> {
            StoredRun run = run(call);
            access.checkDone(call, action, run);
            handler.handle(call, run);
        });
    }

    private StoredThread thread(Call call) {
        return store.thread(new ThreadKey(call.principal().name(), Ids.inPath(call, "thread_id")))
                .orElseThrow(() -> ThreadEndpoints.unknown(services.limits()));
    }

    private StoredRun run(Call call) {
        return access.find(call, Ids.inPath(call, "run_id"))
                .filter(run -> call.variable("thread_id").isEmpty()
                        || run.thread().id().equals(Ids.inPath(call, "thread_id")))
                .orElseThrow(access::unknown);
    }
}
