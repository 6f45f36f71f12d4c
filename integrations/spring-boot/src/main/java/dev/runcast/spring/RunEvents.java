package dev.runcast.spring;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.stream.EventStreamOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Event streams as responses of Spring MVC controllers:
 *
 * <pre>{@code
 * @GetMapping("/research")
 * SseEmitter research(@RequestParam String topic) {
 *   return RunEvents.sse(research.researchRunnable(), topic);
 * }
 * }</pre>
 *
 * <p>The format is that of {@code stream_events} in LangServe's protocol. Each event is an {@code event: data} in the v2 format. If the run
 * fails or is cancelled, there is an {@code event: error} with {@code {"status_code":500,"message":"Internal Server Error"}}. The exception
 * is logged; the client does not see it. The last event is {@code event: end} in every case.
 *
 * <p>A browser's {@code EventSource} requests the stream again when it ends, which starts another run. Close it at {@code end}, and at
 * {@code error}, which is also what it calls a lost connection.
 *
 * <p>The stream does not occupy a thread of the web server. The run waits for a client that reads slowly once the buffer of the options
 * is full. It is cancelled when the client disconnects. The next event detects that. A comment every 15 seconds detects it in a silent
 * run.
 *
 * @since 0.1
 */
public final class RunEvents {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private RunEvents() {}

    /** Starts a run and sends its events. See {@link #sse(TypedRunnable, Object, RunnableConfig, EventStreamOptions)}. */
    public static <I extends @Nullable Object> SseEmitter sse(TypedRunnable<I, ?> runnable, I input) {
        return sse(runnable, input, RunnableConfig.empty());
    }

    /** Starts a run and sends its events. See {@link #sse(TypedRunnable, Object, RunnableConfig, EventStreamOptions)}. */
    public static <I extends @Nullable Object> SseEmitter sse(
            TypedRunnable<I, ?> runnable, I input, RunnableConfig config) {
        return sse(runnable, input, config, EventStreamOptions.defaults());
    }

    /**
     * Starts a run, on the executor of the config, and sends its events to a client. Returns at once.
     *
     * @param options which events are sent, and what happens when the client reads too slowly
     * @return the emitter for the controller to return. It has no time-out: the response ends with the run
     */
    public static <I extends @Nullable Object> SseEmitter sse(
            TypedRunnable<I, ?> runnable, I input, RunnableConfig config, EventStreamOptions options) {
        SentEvents events = new SentEvents(runnable.descriptor().name(), HEARTBEAT);
        events.follow(runnable.streamEventsAsync(input, config, options, events::send));
        return events.emitter();
    }
}
