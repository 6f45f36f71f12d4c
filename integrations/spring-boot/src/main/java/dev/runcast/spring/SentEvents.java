package dev.runcast.spring;

import dev.runcast.runtime.stream.StreamEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The events of a run on their way to a client, and the run's end when the client has gone. */
final class SentEvents {
    private static final Logger log = LoggerFactory.getLogger(SentEvents.class);
    private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

    private final String run;
    private final long heartbeatNanos;
    private final SseEmitter emitter = new UnbufferedEmitter();
    private volatile boolean over;
    private volatile boolean sending;
    private volatile long lastSent = System.nanoTime();

    /**
     * Creates an answer.
     *
     * @param run the name of the run, for the log
     * @param heartbeat after how long without an event a comment is sent
     */
    SentEvents(String run, Duration heartbeat) {
        this.run = run;
        this.heartbeatNanos = heartbeat.toNanos();
    }

    SseEmitter emitter() {
        return emitter;
    }

    /** Sends an event. Waits while the client reads slowly. */
    void send(StreamEvent event) {
        send(SseEmitter.event().name("data").data(event.toJson(), TEXT));
    }

    private void send(SseEmitter.SseEventBuilder event) {
        sending = true;
        try {
            emitter.send(event);
            lastSent = System.nanoTime();
            sending = false;
        } catch (IOException | IllegalStateException gone) {
            over = true;
            throw (CancellationException) new CancellationException("The client has gone.").initCause(gone);
        }
    }

    /** Ends the answer with the run, and the run with the answer. */
    void follow(CompletableFuture<?> events) {
        emitter.onCompletion(() -> {
            over = true;
            events.cancel(true);
        });
        events.whenComplete((nothing, failure) -> end(failure));
        beatLater(events);
    }

    private void end(@Nullable Throwable failure) {
        if (over) {
            log.debug("The client of the run \"{}\" has gone", run);
            return;
        }
        try {
            if (failure != null) {
                log(
                        failure instanceof CompletionException && failure.getCause() != null
                                ? failure.getCause()
                                : failure);
                send(SseEmitter.event()
                        .name("error")
                        .data("{\"status_code\":500,\"message\":\"Internal Server Error\"}", TEXT));
            }
            send(SseEmitter.event().name("end").data("{}", TEXT)); // Browsers skip events without data.
            over = true;
            emitter.complete();
        } catch (CancellationException gone) {
            log.debug("The client of the run \"{}\" has gone", run, gone);
        }
    }

    private void log(Throwable failure) {
        if (failure instanceof CancellationException) {
            log.info("The run \"{}\" was cancelled: {}", run, failure.getMessage());
        } else {
            log.warn("The run \"{}\" failed", run, failure);
        }
    }

    private void beatLater(CompletableFuture<?> events) {
        Executor later = CompletableFuture.delayedExecutor(heartbeatNanos, TimeUnit.NANOSECONDS);
        later.execute(() -> beat(events));
    }

    private void beat(CompletableFuture<?> events) {
        if (events.isDone()) {
            return;
        }
        try {
            if (!sending && System.nanoTime() - lastSent > heartbeatNanos / 2) {
                send(SseEmitter.event().comment("ping"));
            }
            beatLater(events);
        } catch (CancellationException gone) {
            events.cancel(true);
        }
    }

    /** Asks proxies to hold nothing back. It has no time-out. */
    private static final class UnbufferedEmitter extends SseEmitter {
        private static final long NO_TIMEOUT = 0;

        UnbufferedEmitter() {
            super(NO_TIMEOUT);
        }

        @Override
        protected void extendResponse(ServerHttpResponse response) {
            super.extendResponse(response);
            response.getHeaders().setCacheControl("no-cache");
            response.getHeaders().set("X-Accel-Buffering", "no");
        }
    }
}
