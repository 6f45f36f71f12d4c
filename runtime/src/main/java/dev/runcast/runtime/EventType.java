package dev.runcast.runtime;

import dev.runcast.runtime.codegen.PayloadJson;
import dev.runcast.runtime.json.JsonCodec;
import java.lang.reflect.Type;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The key of a custom event: its name and the type of its data.
 *
 * <p>The annotation processor generates one for each declared event, such as {@code ResearchEvents.PROGRESS}; the factories
 * here make keys for events that are shared by several types or used without the processor.
 *
 * <p>An event type is a value: two are equal when their names and payload types are. Instances are immutable and may be
 * shared by threads.
 *
 * @param <T> the type of the event's data, {@link Void} for an event without data
 * @since 0.1
 */
public final class EventType<T> {
    private final String name;
    private final Type payload;

    /** The class of the payload, whose arguments data do not know at run time. */
    private final Class<?> payloadClass;

    private final PayloadJson.@Nullable Writer<? super T> json;

    private EventType(String name, Type payload, Class<?> payloadClass, PayloadJson.@Nullable Writer<? super T> json) {
        this.name = Objects.requireNonNull(name, "name");
        this.payload = payload;
        this.payloadClass = payloadClass;
        this.json = json;
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    "The name of an event type is blank. Give it a name, such as \"progress\".");
        }
        if (payloadClass.isPrimitive()) {
            throw new IllegalArgumentException("The payload of the event type \"" + name + "\" is the primitive "
                    + payload + ", and an event carries an object. Use the boxed type, or a record.");
        }
    }

    /**
     * Returns the type of events without data.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public static EventType<Void> of(String name) {
        return of(name, Void.class);
    }

    /**
     * Returns the type of events whose data are instances of {@code payload}.
     *
     * @throws IllegalArgumentException if the name is blank or the payload is a primitive type
     */
    public static <T> EventType<T> of(String name, Class<T> payload) {
        Objects.requireNonNull(payload, "payload");
        return new EventType<>(name, payload, payload, null);
    }

    /**
     * Returns the type of events whose data are instances of {@code payload}, and which generated code writes as JSON. For generated code
     * only: what {@code json} writes has to be what {@link JsonCodec#defaultCodec()} writes.
     *
     * @throws IllegalArgumentException if the name is blank or the payload is a primitive type
     */
    public static <T> EventType<T> of(String name, Class<T> payload, PayloadJson.Writer<? super T> json) {
        Objects.requireNonNull(payload, "payload");
        return new EventType<>(name, payload, payload, Objects.requireNonNull(json, "json"));
    }

    /**
     * Returns the type of events whose data are of a generic type: {@code EventType.of("hits", new TypeRef<List<Hit>>() {})}.
     *
     * @throws IllegalArgumentException if the name is blank
     * @since 0.1
     */
    public static <T> EventType<T> of(String name, TypeRef<T> payload) {
        Objects.requireNonNull(payload, "payload");
        return new EventType<>(name, payload.type(), payload.rawClass(), null);
    }

    /**
     * Returns the type of events whose data are of a generic type, and which generated code writes as JSON. For generated code only: what
     * {@code json} writes has to be what {@link JsonCodec#defaultCodec()} writes.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public static <T> EventType<T> of(String name, TypeRef<T> payload, PayloadJson.Writer<? super T> json) {
        Objects.requireNonNull(payload, "payload");
        return new EventType<>(name, payload.type(), payload.rawClass(), Objects.requireNonNull(json, "json"));
    }

    /** Returns the name of the event, as handlers and clients see it. */
    public String name() {
        return name;
    }

    /** Returns the type of the event's data, {@code Void.class} for an event without data. */
    public Type payloadType() {
        return payload;
    }

    /**
     * Returns whether an event of this type may carry {@code data}: null for {@link Void}, else an instance of the payload. Of a
     * generic payload that is any instance of its class.
     */
    public boolean accepts(@Nullable Object data) {
        return payload == Void.class ? data == null : payloadClass.isInstance(data);
    }

    /**
     * Returns the payload that JSON stands for, for consumers outside the process: what {@link JsonCodec#defaultCodec()} wrote of
     * it. {@code null} gives null. Properties that the payload does not have are skipped, and those that are missing are null;
     * a missing primitive is an error.
     *
     * <p>The JSON of a sealed or abstract payload has to name the class, which Jackson does when the payload is annotated with
     * {@code @JsonTypeInfo(use = Id.SIMPLE_NAME, property = "type")}.
     *
     * @throws IllegalArgumentException if it is no JSON, or not that of such a payload, with the place of the fault
     */
    public @Nullable T read(String json) {
        JsonCodec codec = JsonCodec.defaultCodec();
        try {
            if (payload == Void.class) {
                requireNone(codec.read(json, Object.class));
                return null;
            }
            return cast(codec.read(json, payload));
        } catch (IllegalArgumentException failure) {
            throw new IllegalArgumentException("This is no payload of " + this + ". " + failure.getMessage(), failure);
        }
    }

    /**
     * Appends data as JSON by generated code, which needs no reflection. What is written is what {@link JsonCodec#defaultCodec()} writes.
     *
     * @return false, with nothing appended, if there is no such code for these data, or if it failed: the codec is to write them then
     */
    @SuppressWarnings("unchecked") // Elements of another type than that of a generic payload fail when they are used.
    public boolean tryAppendJson(StringBuilder target, @Nullable Object data) {
        if (json == null || data == null || !payloadClass.isInstance(data)) {
            return false;
        }
        int start = target.length();
        try {
            json.write(new PayloadJson(target), (T) data);
            if (target.length() - start <= JsonCodec.DEFAULT_LIMIT) {
                return true;
            }
        } catch (Throwable failure) { // The codec meets it, too, and says what is wrong.
            if (failure instanceof VirtualMachineError trouble && !(failure instanceof StackOverflowError)) {
                throw trouble;
            }
        }
        target.setLength(start);
        return false;
    }

    @SuppressWarnings("unchecked") // The codec reads the arguments of a generic type as they are.
    private @Nullable T cast(@Nullable Object data) {
        return (T) payloadClass.cast(data);
    }

    private static void requireNone(@Nullable Object data) {
        if (data != null) {
            throw new IllegalArgumentException("The event has no data, and this is not null: " + data
                    + ". Use the key with which it was emitted.");
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EventType<?> that && name.equals(that.name) && payload.equals(that.payload);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + payload.hashCode();
    }

    /** Returns the name and the payload's simple name, as in {@code progress(Progress)} and {@code hits(List<Hit>)}. */
    @Override
    public String toString() {
        return payload == Void.class ? name + "()" : name + "(" + TypeRef.simpleName(payload) + ")";
    }
}
