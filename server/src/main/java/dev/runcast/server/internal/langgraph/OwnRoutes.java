package dev.runcast.server.internal.langgraph;

import dev.runcast.server.Authorizer.Action;
import dev.runcast.server.internal.core.Access;
import dev.runcast.server.internal.core.Call;
import dev.runcast.server.internal.core.HttpError;
import dev.runcast.server.internal.core.Route;
import dev.runcast.server.internal.core.Services;
import java.util.stream.Stream;

/**
 * Makes routes to the threads and runs of principals. A request to one of them finds what it names, if that belongs to the principal and
 * the principal may do this with it.
 */
final class OwnRoutes {
    private final Services services;
    private final Access access;
    private final Threads threads;

    OwnRoutes(Services services, Threads threads) {
        this.services = services;
        this.access = services.access();
        this.threads = threads;
    }

    /** Answers a request to a thread. */
    @FunctionalInterface
    interface ThreadHandler {
        void handle(Call call, ServedThread thread);
    }

    /** Answers a request to a run. */
    @FunctionalInterface
    interface RunHandler {
        void handle(Call call, ResumableRun run);
    }

    /** Returns a route that reads what the last run of a thread has left in it. */
    Route readsThread(String method, String path, ThreadHandler handler) {
        return new Route(method, path, call -> {
            ServedThread thread = thread(call);
            checkRead(call, thread);
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
            ServedThread thread = thread(call);
            Stream.concat(
                            threads.runs(thread).stream().map(ResumableRun::mount),
                            thread.state().map(ThreadState::mount).stream())
                    .distinct()
                    .forEach(mount -> access.check(call.principal(), Action.CANCEL, mount));
            threads.openRuns(thread)
                    .forEach(run -> access.done(call.principal(), Action.CANCEL, run.mount(), run.id()));
            handler.handle(call, thread);
        });
    }

    /** Returns a route that does something with a run. */
    Route run(String method, String path, Action action, RunHandler handler) {
        return new Route(method, path, call -> {
            ResumableRun run = run(call);
            access.check(call.principal(), action, run.mount());
            access.done(call.principal(), action, run.mount(), run.id());
            handler.handle(call, run);
        });
    }

    private ServedThread thread(Call call) {
        return threads.find(call.principal(), Ids.inPath(call, "thread_id"))
                .orElseThrow(() -> ThreadEndpoints.unknown(services.limits()));
    }

    /** What is read of a thread is what a run has made of it. */
    void checkRead(Call call, ServedThread thread) {
        thread.state().ifPresent(state -> {
            access.check(call.principal(), Action.READ, state.mount());
            access.done(call.principal(), Action.READ, state.mount(), state.runId());
        });
    }

    private ResumableRun run(Call call) {
        boolean isInThread = call.variable("thread_id").isPresent();
        return threads.findRun(call.principal(), Ids.inPath(call, "run_id"))
                .filter(run -> access.isListed(call.principal(), run.mount()))
                .filter(run -> !isInThread || run.thread().id().equals(Ids.inPath(call, "thread_id")))
                .orElseThrow(() -> HttpError.of(
                        404,
                        "There is no such run, or it was forgotten: one that has ended is kept for "
                                + services.limits().finishedRunExpiry().toSeconds()
                                + " s, if not too many end after it. Start another one."));
    }
}
