package dev.runcast.server.internal.langgraph;

import dev.runcast.server.Authorizer.Action;
import dev.runcast.server.internal.core.Call;
import dev.runcast.server.internal.core.ServedRun;
import dev.runcast.server.internal.core.Services;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Starts the runs that clients ask for. */
final class NewRuns {
    private final Services services;
    private final Threads threads;
    private final Clock clock;
    private final RunAnswers answers;

    NewRuns(Services services, Threads threads, Clock clock, RunAnswers answers) {
        this.services = services;
        this.threads = threads;
        this.clock = clock;
        this.answers = answers;
    }

    /** Answers with the frames of a new run. */
    void stream(Call call) {
        RunRequest asked = RunRequest.of(call, services);
        ResumableRun run = begin(call, asked);
        FrameSender sender = answers.sender(run, 0, frame -> true); // before the start, so that it misses nothing
        run.start(threads);
        // With the location, clients come back when the connection breaks. There is nothing for them where that ends
        // the run.
        boolean canComeBack = asked.outlivesClient() || asked.isResumable();
        answers.send(call, run, sender, !asked.outlivesClient(), canComeBack);
    }

    /** Answers with what comes of a new run. */
    void await(Call call) {
        RunRequest asked = RunRequest.of(call, services);
        ResumableRun run = begin(call, asked);
        run.start(threads);
        answers.giveResult(call, run, !asked.outlivesClient());
    }

    /** Answers at once, with a new run that no client waits for. */
    void create(Call call) {
        ResumableRun run = begin(call, RunRequest.of(call, services));
        run.start(threads);
        call.respond(RunAnswers.ofRun(run, run.json()));
    }

    /** Makes a run that has its place on the server and in its thread, and is to be started. */
    private ResumableRun begin(Call call, RunRequest asked) {
        ServedRun place = services.runs().admit(call.principal(), asked.mount());
        try {
            ServedThread thread = thread(call, asked);
            List<ResumableRun> others = asked.strategy().cancelsOthers() ? threads.openRuns(thread) : List.of();
            others.forEach(other -> services.access().check(call.principal(), Action.CANCEL, other.mount()));
            ResumableRun run =
                    new ResumableRun(thread, asked, place, services.json(), threads.newFrames(thread), clock);
            threads.begin(run);
            others.forEach(other -> cancel(call, asked.strategy(), other));
            return run;
        } catch (Throwable refused) {
            place.abandon();
            throw refused;
        }
    }

    private void cancel(Call call, MultitaskStrategy strategy, ResumableRun other) {
        if (strategy == MultitaskStrategy.ROLLBACK) {
            other.rollBack(threads);
        } else {
            other.cancel();
        }
        services.access().done(call.principal(), Action.CANCEL, other.mount(), other.id());
    }

    private ServedThread thread(Call call, RunRequest asked) {
        if (call.variable("thread_id").isPresent()) {
            return namedThread(call, asked.createsThread());
        }
        return asked.keepsThread()
                ? threads.create(call.principal(), UUID.randomUUID(), "{}")
                : threads.createForOneRun(call.principal());
    }

    private ServedThread namedThread(Call call, boolean creates) {
        UUID id = Ids.inPath(call, "thread_id");
        Optional<ServedThread> thread = threads.find(call.principal(), id);
        if (thread.isEmpty() && creates) {
            return threads.create(call.principal(), id, "{}");
        }
        return thread.orElseThrow(() -> ThreadEndpoints.unknown(services.limits()));
    }
}
