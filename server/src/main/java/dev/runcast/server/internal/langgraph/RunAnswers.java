package dev.runcast.server.internal.langgraph;

import dev.runcast.runtime.engine.json.JsonBytes;
import dev.runcast.server.internal.core.Call;
import dev.runcast.server.internal.core.HttpError;
import dev.runcast.server.internal.core.Services;
import dev.runcast.server.internal.core.SlowAnswer;
import dev.runcast.server.internal.core.SseStream;
import dev.runcast.server.internal.http.Response;
import dev.runcast.server.internal.runs.FrameSender;
import dev.runcast.server.internal.runs.OwnedRuns;
import dev.runcast.server.store.EventTail;
import dev.runcast.server.store.EventsNotKeptException;
import dev.runcast.server.store.StoredRun;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers clients that read the frames of a run or wait for what comes of it. */
final class RunAnswers {
    private static final Logger log = LoggerFactory.getLogger(RunAnswers.class);

    private final Services services;
    private final OwnedRuns runs;

    RunAnswers(Services services, OwnedRuns runs) {
        this.services = services;
        this.runs = runs;
    }

    /**
     * Returns what sends the frames of a run, from when on no frame is missed.
     *
     * @param modes what the client wants to have
     * @param after the position of the last frame that it has
     * @throws HttpError if there was no such frame yet (422), or if frames after it are no longer there (409)
     */
    FrameSender sender(StoredRun run, Set<StreamMode> modes, Position after) {
        return runs.sender(run, new EventFrames(run, modes, after), onChange -> open(run, modes, after, onChange));
    }

    private EventTail open(StoredRun run, Set<StreamMode> modes, Position after, Runnable onChange) {
        long whole = after.hasAllOf(modes) ? after.event() : Math.max(0, after.event() - 1);
        EventTail tail;
        try {
            tail = services.store().tail(run.id(), whole, onChange);
        } catch (EventsNotKeptException gone) {
            throw after.event() > gone.last()
                    ? HttpError.of(
                            422,
                            "There is no event " + after.id()
                                    + " of this run. Send as Last-Event-ID the id of the last event that came.")
                    : HttpError.of(409, notKept(after.event(), gone));
        }
        return whole > 0 && EventFrames.needEventsBefore(modes) ? earlier(run, tail, onChange) : tail;
    }

    /** Returns a view that begins with the first event that is kept, in the place of another one. */
    private EventTail earlier(StoredRun run, EventTail other, Runnable onChange) {
        long first = 1;
        while (true) {
            try {
                EventTail tail = services.store().tail(run.id(), first - 1, onChange);
                other.close();
                return tail;
            } catch (EventsNotKeptException gone) {
                if (gone.first() <= first) { // The run was deleted meanwhile.
                    return other;
                }
                first = gone.first();
            }
        }
    }

    /** Says what is no longer kept of the events after one. */
    static String notKept(long after, EventsNotKeptException gone) {
        String kept = String.valueOf(gone.first() - 1);
        return "The events after " + after + " are not kept any more, up to " + kept + ". Send Last-Event-ID: " + kept
                + " for those that are, or ask for the result: GET …/join.";
    }

    /** Has a client read the frames of a run. */
    void send(Call call, StoredRun run, FrameSender sender, boolean endsWithClient, boolean canComeBack) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Location", RunJson.path(run));
        if (canComeBack) {
            headers.put("Location", RunJson.path(run) + "/stream");
        }
        SseStream answer = services.openStream(call, headers);
        sender.begin(answer);
        if (endsWithClient) {
            // After the sender has stopped, for which the run may wait.
            answer.onGone(() -> runs.leave(run.id()));
        }
    }

    /** Answers with what comes of a run, when it has ended. */
    void giveResult(Call call, StoredRun run, boolean endsWithClient) {
        SlowAnswer answer = services.awaitAnswer(call, Map.of("Content-Location", RunJson.path(run)));
        CompletableFuture<Optional<StoredRun>> end = runs.endOf(run);
        answer.onGone(() -> {
            end.complete(Optional.empty()); // so that the answer is over, which nobody reads
            if (endsWithClient) {
                runs.leave(run.id());
            }
        });
        whenDone(end, call, answer::respond, () -> ofRun(run, RunJson.result(end.join())));
    }

    /** Returns an answer that tells where the run is. */
    static Response ofRun(StoredRun run, String json) {
        return Response.json(200, JsonBytes.utf8(json)).withHeader("Content-Location", RunJson.path(run));
    }

    /** Answers when something is done. */
    void whenDone(CompletableFuture<?> done, Call call, Supplier<Response> response) {
        whenDone(done, call, call::respond, response);
    }

    private static void whenDone(
            CompletableFuture<?> done, Call call, Consumer<Response> answer, Supplier<Response> response) {
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
