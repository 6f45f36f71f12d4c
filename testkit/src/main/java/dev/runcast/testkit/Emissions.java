package dev.runcast.testkit;

import dev.runcast.runtime.EventType;
import dev.runcast.runtime.callback.CustomEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.assertj.core.presentation.Representation;
import org.assertj.core.presentation.StandardRepresentation;
import org.jspecify.annotations.Nullable;

/** Custom events in order, whether they were heard of or caught by a sink. */
record Emissions(List<Emission> all) {
    record Emission(String name, @Nullable Object data) {
        boolean matches(EventType<?> type) {
            return name.equals(type.name()) && type.accepts(data);
        }

        @Override
        public String toString() {
            return data == null ? name : name + " " + shown(data, StandardRepresentation.STANDARD_REPRESENTATION);
        }
    }

    /** Returns a value as text. An {@code Iterable} is not read for it, since it may give its elements once only. */
    static String shown(@Nullable Object value, Representation representation) {
        return value instanceof Iterable<?> && !(value instanceof Collection<?>)
                ? String.valueOf(value)
                : representation.toStringOf(value);
    }

    static Emissions ofEvents(List<CustomEvent> events) {
        return new Emissions(events.stream()
                .map(event -> new Emission(event.name(), event.data()))
                .toList());
    }

    static Emissions ofSink(List<RecordingEventSink.Emitted> events) {
        return new Emissions(events.stream()
                .map(event -> new Emission(event.type().name(), event.data()))
                .toList());
    }

    /** Returns the payloads of a type. Throws an exception if the key is not that of an event of its name. */
    @SuppressWarnings({"unchecked", "NullAway"}) // EventType.accepts has checked them, and null is for Void only.
    <T> List<T> payloads(EventType<T> type) {
        misuse(type).ifPresent(mistake -> {
            throw new IllegalArgumentException(mistake);
        });
        List<T> payloads = new ArrayList<>();
        for (Emission each : all) {
            if (each.matches(type)) {
                payloads.add((T) each.data());
            }
        }
        return Collections.unmodifiableList(payloads);
    }

    /** Returns what is wrong with the use of a key. Nothing would match it, and a test for nothing would succeed. */
    Optional<String> misuse(EventType<?> type) {
        return all.stream()
                .filter(each -> each.name().equals(type.name()) && !type.accepts(each.data()))
                .findFirst()
                .map(each -> "The event \"" + each.name() + "\" was emitted with "
                        + (each.data() == null
                                ? "no data"
                                : "data of " + each.data().getClass().getName())
                        + ", and is no " + type + ". Use the key with which it was emitted.");
    }

    /** Returns an event a line. */
    @Override
    public String toString() {
        return all.stream().map(each -> "· " + each).collect(Collectors.joining("\n"));
    }
}
