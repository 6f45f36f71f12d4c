package dev.runcast.spring;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.stream.EventStreamOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Event streams as answers of Spring MVC's controllers:
 *
 * <pre>{@code
 * @GetMapping("/research")
 * SseEmitter research(@RequestParam String topic) {
 *   return RunEvents.sse(research.researchRunnable(), topic);
 * }
 * }</pre>
 *
 * <p>The events are sent as {@code stream_events} of LangServe's protocol sends them: {@code event: data} with an event in the v2
 * format, one for each, and {@code event: end} after the last, at which a browser's {@code EventSource} is to be closed, since it would
 * ask again. A run that fails ends with {@code event: error} and {@code {"status_code":500,"message":"Internal Server Error"}}; what it
 * failed with is logged, and not told.
 *
 * <p>No thread of the web server is occupied meanwhile. The run waits for a client that reads slowly, by the bounded buffer of the
 * options, and is cancelled when the client goes away. That is noticed at the next event, and in a silent run by a comment every
 * 15 seconds.
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
     * @return what the controller is to return. It has no time-out: the answer ends with the run
     */
    public static <I extends @Nullable Object> SseEmitter sse(
            TypedRunnable<I, ?> runnable, I input, RunnableConfig config, EventStreamOptions options) {
        SentEvents events = new SentEvents(runnable.descriptor().name(), HEARTBEAT);
        events.follow(runnable.streamEventsAsync(input, config, options, events::send));
        return events.emitter();
    }
}
