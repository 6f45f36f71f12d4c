package dev.runcast.server.internal.langgraph;

import dev.runcast.runtime.Run;
import dev.runcast.server.Authorizer.Action;
import dev.runcast.server.ClientPrincipal;
import dev.runcast.server.internal.core.Call;
import dev.runcast.server.internal.core.HttpError;
import dev.runcast.server.internal.core.Ids;
import dev.runcast.server.internal.core.ServedRun;
import dev.runcast.server.internal.core.Services;
import dev.runcast.server.internal.runs.FrameSender;
import dev.runcast.server.internal.runs.KeptAccess;
import dev.runcast.server.internal.runs.OwnedRun;
import dev.runcast.server.internal.runs.OwnedRuns;
import dev.runcast.server.store.NewRun;
import dev.runcast.server.store.RunStore;
import dev.runcast.server.store.StoredRun;
import dev.runcast.server.store.ThreadBusyException;
import dev.runcast.server.store.ThreadKey;
import dev.runcast.server.store.UnknownThreadException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Starts the runs that clients ask for. */
final class NewRuns {
    private final Services services;
    private final RunStore store;
    private final OwnedRuns runs;
    private final KeptAccess access;
    private final RunAnswers answers;

    NewRuns(Services services, OwnedRuns runs, KeptAccess access, RunAnswers answers) {
        this.services = services;
        this.access = access;
        this.store = services.store();
        this.runs = runs;
        this.answers = answers;
    }

    /** A run that has its place on the server and in its thread, and is to be started. */
    private record Begun(OwnedRun run, RunRequest asked) {
        StoredRun stored() {
            return run.stored();
        }

        /** Has it forgotten before it has started. */
        void abandon() {
            run.abandon();
        }

        void start() {
            run.start(asked.input().inThread(stored().thread().id().toString()));
        }
    }

    /** Answers with the frames of a new run. */
    void stream(Call call) {
        Begun run = begin(call);
        RunRequest asked = run.asked();
        // before the start, so that it misses nothing
        FrameSender sender = answers.sender(run.stored(), asked.modes(), Position.BEGINNING);
        run.start();
        // With the location, clients come back when the connection breaks. There is nothing for them where that ends
        // the run.
        boolean canComeBack = asked.outlivesClient() || asked.isResumable();
        answers.send(call, run.stored(), sender, !asked.outlivesClient(), canComeBack);
    }

    /** Answers with what comes of a new run. */
    void await(Call call) {
        Begun run = begin(call);
        run.start();
        answers.giveResult(call, run.stored(), !run.asked().outlivesClient());
    }

    /** Answers at once, with a new run that no client waits for. */
    void create(Call call) {
        Begun run = begin(call);
        run.start();
        call.respond(RunAnswers.ofRun(run.stored(), RunJson.of(run.stored())));
    }

    /** Answers at once, with new runs that no client waits for: all that are asked for, or none. */
    void createBatch(Call call) {
        List<RunRequest> asked = call.bodies().stream()
                .map(body -> RunRequest.of(body, call.principal(), services))
                .toList();
        services.runs().checkBatch(call.principal(), asked.size());
        List<Begun> begun = new ArrayList<>();
        try {
            asked.forEach(one -> begun.add(begin(call, one)));
        } catch (Throwable refused) {
            begun.forEach(Begun::abandon);
            throw refused;
        }
        begun.forEach(Begun::start);
        call.respondJson(
                begun.stream().map(run -> RunJson.of(run.stored())).collect(Collectors.joining(",", "[", "]")));
    }

    private Begun begin(Call call) {
        return begin(call, RunRequest.of(call.body(), call.principal(), services));
    }

    private Begun begin(Call call, RunRequest asked) {
        ServedRun place = services.runs().admit(call, asked.mount());
        try {
            NewRun made = made(call, asked);
            List<StoredRun> others = asked.strategy().cancelsOthers() ? runs.openRuns(made.thread()) : List.of();
            others.forEach(other -> access.check(call, Action.CANCEL, other.runnable()));
            OwnedRun run = create(made, place);
            others.forEach(other -> cancel(call, asked.strategy(), other));
            return new Begun(run, asked);
        } catch (Throwable refused) {
            place.abandon();
            throw refused;
        }
    }

    private OwnedRun create(NewRun made, ServedRun place) {
        try {
            return runs.create(made, place);
        } catch (ThreadBusyException busy) {
            throw HttpError.of(
                    409,
                    "The thread has a run already: " + busy.run()
                            + ". Wait until that has ended, cancel it, use another thread, or say"
                            + " multitask_strategy: \"enqueue\".");
        } catch (UnknownThreadException forgotten) {
            throw ThreadEndpoints.forgotten();
        }
    }

    private void cancel(Call call, MultitaskStrategy strategy, StoredRun other) {
        if (strategy == MultitaskStrategy.ROLLBACK) {
            runs.rollBack(other);
        } else {
            runs.cancel(other.id());
        }
        access.done(call, Action.CANCEL, other);
    }

    private NewRun made(Call call, RunRequest asked) {
        boolean isInThread = call.variable("thread_id").isPresent();
        ThreadKey thread = isInThread ? namedThread(call, asked.createsThread()) : newThread(call.principal(), asked);
        return new NewRun(
                Run.newId(),
                thread,
                !isInThread && !asked.keepsThread(),
                asked.strategy() != MultitaskStrategy.REJECT,
                asked.mount().name(),
                asked.metadata(),
                RunJson.attributes(asked),
                asked.request().threadId(thread.id().toString()).toJson());
    }

    private ThreadKey newThread(ClientPrincipal principal, RunRequest asked) {
        ThreadKey thread = new ThreadKey(principal.name(), UUID.randomUUID());
        if (asked.keepsThread()) {
            store.createThread(thread, "{}");
        }
        return thread;
    }

    private ThreadKey namedThread(Call call, boolean creates) {
        ThreadKey thread = new ThreadKey(call.principal().name(), Ids.inPath(call, "thread_id"));
        if (store.thread(thread).isEmpty()) {
            if (!creates) {
                throw ThreadEndpoints.unknown(services.limits());
            }
            store.createThread(thread, "{}");
        }
        return thread;
    }
}
