package dev.runcast.runtime.callback;

import dev.runcast.runtime.EventType;
import dev.runcast.runtime.Run;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An event that the program emitted in a run. */
public final class CustomEvent extends RunEvent {
    private final String name;
    private final @Nullable Object data;
    private final List<String> tags;
    private final Map<String, @Nullable Object> metadata;
    private final boolean late;

    /** Creates an event, as the runtime does. */
    public CustomEvent(
            Run run,
            long sequence,
            String name,
            @Nullable Object data,
            List<String> tags,
            Map<String, @Nullable Object> metadata,
            boolean late) {
        super(run, sequence);
        this.name = Objects.requireNonNull(name, "name");
        this.data = data;
        this.tags = Objects.requireNonNull(tags, "tags");
        this.metadata = Objects.requireNonNull(metadata, "metadata");
        this.late = late;
    }

    /** Returns the name of the event. */
    public String name() {
        return name;
    }

    /** Returns the data of the event, by reference. */
    public @Nullable Object data() {
        return data;
    }

    @Override
    public List<String> tags() {
        return tags;
    }

    @Override
    public Map<String, @Nullable Object> metadata() {
        return metadata;
    }

    /** Returns whether the run had ended before the event was emitted. */
    public boolean isLate() {
        return late;
    }

    /** Returns whether the event has the name of {@code type} and data that it {@linkplain EventType#accepts accepts}. */
    public boolean matches(EventType<?> type) {
        return name.equals(type.name()) && type.accepts(data);
    }

    /**
     * Returns the data as the payload of {@code type}, or null if there are none.
     *
     * @throws IllegalArgumentException if the event has another name or data of another type; see {@link #matches}
     */
    @SuppressWarnings("unchecked") // matches() has checked it against the type's class
    public <T> @Nullable T payload(EventType<T> type) {
        if (!matches(type) && !(data == null && name.equals(type.name()))) {
            throw new IllegalArgumentException("The event \"" + name + "\" with "
                    + (data == null ? "no data" : "data of " + data.getClass()) + " is no " + type
                    + ". Ask matches(…) before payload(…).");
        }
        return (T) data;
    }
}
