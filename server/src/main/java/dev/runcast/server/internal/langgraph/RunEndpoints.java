package dev.runcast.server.internal.langgraph;

import dev.runcast.server.Authorizer.Action;
import dev.runcast.server.internal.core.Call;
import dev.runcast.server.internal.core.HttpError;
import dev.runcast.server.internal.http.Response;
import dev.runcast.server.internal.runs.FrameSender;
import dev.runcast.server.internal.runs.KeptAccess;
import dev.runcast.server.internal.runs.OwnedRuns;
import dev.runcast.server.store.RunStatus;
import dev.runcast.server.store.StoredRun;
import dev.runcast.server.store.StoredThread;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** What clients can ask of runs that are there. */
final class RunEndpoints {
    private final KeptAccess access;
    private final OwnedRuns runs;
    private final RunAnswers answers;

    RunEndpoints(OwnedRuns runs, KeptAccess access, RunAnswers answers) {
        this.access = access;
        this.runs = runs;
        this.answers = answers;
    }

    /** Answers with the runs of a thread, the one that was asked for last is the first. */
    void list(Call call, StoredThread thread) {
        Optional<RunStatus> status = status(call);
        Fields fields = new Fields(QueryList.of(call, "select"));
        List<StoredRun> found = Page.of(call)
                .of(runs.store().runs(thread.key()).stream()
                        .filter(run -> access.isReadable(call, run))
                        .filter(run -> status.map(run.status()::equals).orElse(true)));
        found.forEach(run -> access.done(call, Action.READ, run));
        call.respondJson(Page.json(found, run -> fields.of(RunJson.of(run))));
    }

    private static Optional<RunStatus> status(Call call) {
        return call.query("status")
                .filter(name -> !name.isEmpty())
                .map(name -> Arrays.stream(RunStatus.values())
                        .filter(status -> status.wireName().equals(name))
                        .findFirst()
                        .orElseThrow(() -> HttpError.invalid(
                                List.of("query", "status"),
                                "enum",
                                "Give one of "
                                        + Arrays.stream(RunStatus.values())
                                                .map(RunStatus::wireName)
                                                .collect(Collectors.joining(", "))
                                        + ", or leave it out.")));
    }

    void get(Call call, StoredRun run) {
        call.respondJson(RunJson.of(run));
    }

    void join(Call call, StoredRun run) {
        answers.giveResult(call, run, endsWithClient(call, run));
    }

    void joinStream(Call call, StoredRun run) {
        boolean endsWithClient = endsWithClient(call, run);
        Set<StreamMode> modes = StreamMode.of(call, RunJson.modes(run));
        FrameSender sender = answers.sender(run, modes, lastEventId(call));
        answers.send(call, run, sender, endsWithClient, true);
    }

    private boolean endsWithClient(Call call, StoredRun run) {
        boolean isWanted = isTrue(call, "cancel_on_disconnect");
        if (isWanted) {
            access.check(call, Action.CANCEL, run.runnable());
        }
        return isWanted;
    }

    void cancel(Call call, StoredRun run) {
        String action = call.query("action").orElse("interrupt");
        if (!action.equals("interrupt") && !action.equals("rollback")) {
            throw HttpError.invalid(
                    List.of("query", "action"), "enum", "Give \"interrupt\" or \"rollback\", or leave it out.");
        }
        if (run.status().isEnd()) {
            throw HttpError.of(
                    409,
                    "The run has ended already, with " + run.status().wireName() + ". There is nothing to cancel.");
        }
        CompletableFuture<?> done = runs.endOf(run);
        if (action.equals("rollback")) {
            done = runs.rollBack(run);
        } else {
            runs.cancel(run.id());
        }
        if (isTrue(call, "wait")) {
            answers.whenDone(done, call, () -> Response.empty(204));
        } else {
            call.respond(Response.empty(202));
        }
    }

    /** Forgets a run, which is cancelled if it has not ended. */
    void delete(Call call, StoredRun run) {
        answers.whenDone(runs.rollBack(run), call, () -> Response.empty(204));
    }

    private static Position lastEventId(Call call) {
        return Position.of(
                List.of("header", "Last-Event-ID"),
                call.exchange().header("Last-Event-ID").orElse(""));
    }

    private static boolean isTrue(Call call, String parameter) {
        String value = call.query(parameter).orElse("");
        return value.equals("1") || value.equalsIgnoreCase("true");
    }
}
