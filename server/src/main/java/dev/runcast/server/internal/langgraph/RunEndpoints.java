package dev.runcast.server.internal.langgraph;

import dev.runcast.server.Authorizer.Action;
import dev.runcast.server.internal.core.Access;
import dev.runcast.server.internal.core.Call;
import dev.runcast.server.internal.core.HttpError;
import dev.runcast.server.internal.core.Services;
import dev.runcast.server.internal.http.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What clients can ask of runs that are there. */
final class RunEndpoints {
    /** Java also reads a sign and the digits of other scripts. */
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private final Access access;
    private final Threads threads;
    private final RunAnswers answers;

    RunEndpoints(Services services, Threads threads, RunAnswers answers) {
        this.access = services.access();
        this.threads = threads;
        this.answers = answers;
    }

    /** Answers with the runs of a thread, the one that was asked for last is the first. */
    void list(Call call, ServedThread thread) {
        Optional<RunStatus> status = status(call);
        Fields fields = new Fields(QueryList.of(call, "select"));
        List<ResumableRun> found = Page.of(call)
                .of(threads.runs(thread).stream()
                        .filter(run -> access.isReadable(call.principal(), run.mount()))
                        .filter(run -> status.map(run.status()::equals).orElse(true)));
        found.forEach(run -> access.done(call.principal(), Action.READ, run.mount(), run.id()));
        call.respondJson(Page.json(found, run -> fields.of(run.json())));
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

    void get(Call call, ResumableRun run) {
        call.respondJson(run.json());
    }

    void join(Call call, ResumableRun run) {
        answers.giveResult(call, run, endsWithClient(call, run));
    }

    void joinStream(Call call, ResumableRun run) {
        boolean endsWithClient = endsWithClient(call, run);
        Set<StreamMode> modes = StreamMode.of(call, run.modes());
        Set<String> unwanted = run.modes().stream()
                .filter(mode -> !modes.contains(mode))
                .map(StreamMode::event)
                .collect(Collectors.toSet());
        FrameSender sender = answers.sender(run, lastEventId(call), frame -> !unwanted.contains(frame.event()));
        answers.send(call, run, sender, endsWithClient, true);
    }

    private boolean endsWithClient(Call call, ResumableRun run) {
        boolean isWanted = isTrue(call, "cancel_on_disconnect");
        if (isWanted) {
            access.check(call.principal(), Action.CANCEL, run.mount());
        }
        return isWanted;
    }

    void cancel(Call call, ResumableRun run) {
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
        CompletableFuture<@Nullable Void> done = run.ended();
        if (action.equals("rollback")) {
            done = run.rollBack(threads);
        } else {
            run.cancel();
        }
        if (isTrue(call, "wait")) {
            answers.whenDone(done, call, () -> Response.empty(204));
        } else {
            call.respond(Response.empty(202));
        }
    }

    /** Forgets a run, which is cancelled if it has not ended. */
    void delete(Call call, ResumableRun run) {
        answers.whenDone(run.rollBack(threads), call, () -> Response.empty(204));
    }

    private static long lastEventId(Call call) {
        String text = call.exchange().header("Last-Event-ID").orElse("");
        if (text.isEmpty() || text.equals("-1")) { // which is how the SDKs say: from the beginning
            return 0;
        }
        try {
            if (DIGITS.matcher(text).matches()) {
                return Long.parseLong(text);
            }
        } catch (NumberFormatException tooLarge) {
            // No event has such an id.
        }
        throw HttpError.invalid(
                List.of("header", "Last-Event-ID"),
                "int_parsing",
                "\"" + text + "\" is no id of an event. Send the id of the last event that came.");
    }

    private static boolean isTrue(Call call, String parameter) {
        String value = call.query(parameter).orElse("");
        return value.equals("1") || value.equalsIgnoreCase("true");
    }
}
