package dev.runcast.server.internal.langgraph;

import dev.runcast.runtime.engine.json.JsonBytes;
import dev.runcast.server.Authorizer.Action;
import dev.runcast.server.internal.core.Call;
import dev.runcast.server.internal.core.HttpError;
import dev.runcast.server.internal.core.ServedRun;
import dev.runcast.server.internal.core.Services;
import dev.runcast.server.internal.core.SlowAnswer;
import dev.runcast.server.internal.core.SseStream;
import dev.runcast.server.internal.http.Response;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What clients can ask of runs. */
final class RunEndpoints {
    private static final Logger log = LoggerFactory.getLogger(RunEndpoints.class);

    /** Java also reads a sign and the digits of other scripts. */
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private final Services services;
    private final Threads threads;
    private final Clock clock;

    RunEndpoints(Services services, Threads threads, Clock clock) {
        this.services = services;
        this.threads = threads;
        this.clock = clock;
    }

    void stream(Call call) {
        RunRequest asked = RunRequest.of(call, services);
        ResumableRun run = begin(call, asked);
        FrameSender sender = sender(run, 0); // before the start, so that it misses nothing
        run.start(threads);
        // With the location, clients come back when the connection breaks. There is nothing for them where that ends
        // the run.
        boolean canComeBack = asked.outlivesClient() || asked.isResumable();
        send(call, run, sender, !asked.outlivesClient(), canComeBack);
    }

    void await(Call call) {
        RunRequest asked = RunRequest.of(call, services);
        ResumableRun run = begin(call, asked);
        run.start(threads);
        SlowAnswer answer = awaitResult(run, call);
        if (!asked.outlivesClient()) {
            answer.onGone(run::cancel);
        }
    }

    void get(Call call) {
        call.respondJson(find(call, Action.READ).json());
    }

    void join(Call call) {
        ResumableRun run = find(call, Action.READ);
        awaitResult(run, call);
    }

    void joinStream(Call call) {
        boolean endsWithClient = isTrue(call, "cancel_on_disconnect");
        ResumableRun run = find(call, Action.READ);
        if (endsWithClient) {
            services.access().check(call.principal(), Action.CANCEL, run.mount());
        }
        if (call.query("stream_mode").filter(mode -> !mode.isEmpty()).isPresent()) {
            throw HttpError.invalid(
                    List.of("query", "stream_mode"),
                    "extra_forbidden",
                    "What is streamed of a run is said when it is started. Leave stream_mode out.");
        }
        send(call, run, sender(run, lastEventId(call)), endsWithClient, true);
    }

    void cancel(Call call) {
        ResumableRun run = find(call, Action.CANCEL);
        String action = call.query("action").orElse("interrupt");
        if (!action.equals("interrupt") && !action.equals("rollback")) {
            throw HttpError.invalid(
                    List.of("query", "action"), "enum", "Give \"interrupt\" or \"rollback\", or leave it out.");
        }
        if (run.status() != RunStatus.RUNNING) {
            throw HttpError.of(
                    409,
                    "The run has ended already, with " + run.status().wireName() + ". There is nothing to cancel.");
        }
        CompletableFuture<@Nullable Void> done =
                action.equals("rollback") ? run.ended().thenRun(() -> threads.forget(run)) : run.ended();
        run.cancel();
        if (isTrue(call, "wait")) {
            respondWhenDone(done, call, call::respond, () -> Response.empty(204));
        } else {
            call.respond(Response.empty(202));
        }
    }

    /** Makes a run that has its place on the server and in its thread, and is to be started. */
    private ResumableRun begin(Call call, RunRequest asked) {
        ServedRun place = services.runs().admit(call.principal(), asked.mount());
        try {
            ServedThread thread = call.variable("thread_id").isPresent()
                    ? thread(call, asked.createsThread())
                    : asked.keepsThread()
                            ? threads.create(call.principal(), UUID.randomUUID(), "{}")
                            : threads.createForOneRun(call.principal());
            ResumableRun run =
                    new ResumableRun(thread, asked, place, services.json(), threads.newFrames(thread), clock);
            threads.begin(run);
            return run;
        } catch (Throwable refused) {
            place.abandon();
            throw refused;
        }
    }

    private ServedThread thread(Call call, boolean creates) {
        UUID id = Ids.inPath(call, "thread_id");
        Optional<ServedThread> thread = threads.find(call.principal(), id);
        if (thread.isEmpty() && creates) {
            return threads.create(call.principal(), id, "{}");
        }
        return thread.orElseThrow(() -> ThreadEndpoints.unknown(services.limits()));
    }

    private ResumableRun find(Call call, Action action) {
        boolean isInThread = call.variable("thread_id").isPresent();
        ResumableRun found = threads.findRun(call.principal(), Ids.inPath(call, "run_id"))
                .filter(run -> services.access().isListed(call.principal(), run.mount()))
                .filter(run -> !isInThread || run.thread().id().equals(Ids.inPath(call, "thread_id")))
                .orElseThrow(() -> HttpError.of(
                        404,
                        "There is no such run, or it was forgotten: one that has ended is kept for "
                                + services.limits().finishedRunExpiry().toSeconds()
                                + " s, if not too many end after it. Start another one."));
        services.access().check(call.principal(), action, found.mount());
        services.access().done(call.principal(), action, found.mount(), found.id());
        return found;
    }

    private FrameSender sender(ResumableRun run, long after) {
        return new FrameSender(run.frames(), after, services.timers().executor());
    }

    /** Has a client read the frames of a run. */
    private void send(Call call, ResumableRun run, FrameSender sender, boolean endsWithClient, boolean canComeBack) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Location", run.path());
        if (canComeBack) {
            headers.put("Location", run.path() + "/stream");
        }
        SseStream answer = services.openStream(call, headers);
        if (endsWithClient) {
            answer.onGone(run::cancel);
        }
        sender.begin(answer);
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

    private SlowAnswer awaitResult(ResumableRun run, Call call) {
        SlowAnswer answer = services.awaitAnswer(call, Map.of("Content-Location", run.path()));
        respondWhenDone(
                run.ended(),
                call,
                answer::respond,
                () -> Response.json(200, JsonBytes.utf8(run.resultJson())).withHeader("Content-Location", run.path()));
        return answer;
    }

    private static void respondWhenDone(
            CompletableFuture<@Nullable Void> done, Call call, Consumer<Response> answer, Supplier<Response> response) {
        done.thenRun(() -> {
            try {
                answer.accept(response.get());
            } catch (Throwable wrong) {
                log.warn("The result of {} could not be sent", call.exchange().rawPath(), wrong);
                answer.accept(HttpError.internal().response());
            }
        });
    }
}
