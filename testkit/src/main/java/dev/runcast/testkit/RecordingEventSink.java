package dev.runcast.testkit;

import dev.runcast.runtime.EventSink;
import dev.runcast.runtime.EventType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records what an annotated method emits, so that the method can be tested without any run:
 *
 * <pre>{@code
 * var sink = new RecordingEventSink();
 * new Research().research("tea", RunnableConfig.empty(), new ResearchEvents(sink));
 * assertThat(sink).emittedTimes(ResearchEvents.PROGRESS, 2);
 * }</pre>
 *
 * <p>Safe for any number of threads.
 *
 * @since 0.1
 */
public final class RecordingEventSink implements EventSink {
    private final List<Emitted> events = new ArrayList<>();

    /** Creates a sink to which nothing was emitted. */
    public RecordingEventSink() {}

    /**
     * An event that was emitted.
     *
     * @param type what kind of event it is
     * @param data its data, by reference
     * @since 0.1
     */
    public record Emitted(EventType<?> type, @Nullable Object data) {}

    @Override
    public synchronized void emit(EventType<?> type, @Nullable Object data) {
        events.add(new Emitted(type, data));
    }

    /** Returns what was emitted so far, in order. Unmodifiable. */
    public synchronized List<Emitted> events() {
        return List.copyOf(events);
    }

    /**
     * Returns the payloads of the events of a type that were emitted so far, in order; null for each event without data.
     * Unmodifiable.
     *
     * @throws IllegalArgumentException if an event of this name has other data, which is a mistake in the test or the program
     */
    public <T> List<T> payloads(EventType<T> type) {
        return emissions().payloads(type);
    }

    Emissions emissions() {
        return Emissions.ofSink(events());
    }

    /** Returns what was emitted, an event a line. */
    @Override
    public String toString() {
        return emissions().toString();
    }
}
