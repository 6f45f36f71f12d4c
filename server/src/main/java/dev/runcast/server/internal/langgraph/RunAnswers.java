package dev.runcast.server.internal.langgraph;

import dev.runcast.runtime.engine.json.JsonBytes;
import dev.runcast.server.internal.core.Call;
import dev.runcast.server.internal.core.HttpError;
import dev.runcast.server.internal.core.Services;
import dev.runcast.server.internal.core.SlowAnswer;
import dev.runcast.server.internal.core.SseStream;
import dev.runcast.server.internal.http.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers clients that read the frames of a run or wait for what comes of it. */
final class RunAnswers {
    private static final Logger log = LoggerFactory.getLogger(RunAnswers.class);

    private final Services services;

    RunAnswers(Services services) {
        this.services = services;
    }

    /**
     * Returns what sends the frames of a run, from when on no frame is missed.
     *
     * @param after the id of the last frame that is not wanted, 0 for all
     * @param wanted tells which of the others are sent
     */
    FrameSender sender(ResumableRun run, long after, Predicate<Frame> wanted) {
        return new FrameSender(run.frames(), after, wanted, services.timers().executor());
    }

    /** Has a client read the frames of a run. */
    void send(Call call, ResumableRun run, FrameSender sender, boolean endsWithClient, boolean canComeBack) {
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

    /** Answers with what comes of a run, when it has ended. */
    void giveResult(Call call, ResumableRun run, boolean endsWithClient) {
        SlowAnswer answer = services.awaitAnswer(call, Map.of("Content-Location", run.path()));
        if (endsWithClient) {
            answer.onGone(run::cancel);
        }
        whenDone(run.ended(), call, answer::respond, () -> ofRun(run, run.resultJson()));
    }

    /** Returns an answer that tells where the run is. */
    static Response ofRun(ResumableRun run, String json) {
        return Response.json(200, JsonBytes.utf8(json)).withHeader("Content-Location", run.path());
    }

    /** Answers when something is done. */
    void whenDone(CompletableFuture<@Nullable Void> done, Call call, Supplier<Response> response) {
        whenDone(done, call, call::respond, response);
    }

    private static void whenDone(
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
