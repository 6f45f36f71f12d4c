package dev.runcast.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a custom event that a {@link Runnable} method emits, or, on a type, that all its runnables emit.
 *
 * <p>For a type {@code Research} the annotation processor generates {@code ResearchEvents}, with one method for each event,
 * so that an event that the type does not declare, or a payload of another type, is a compile error.
 *
 * @since 0.1
 */
@Documented
@Repeatable(EmitsEvents.class)
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface EmitsEvent {
    /** The name of the event, as handlers and clients see it. It may not be blank. */
    String name();

    /**
     * The type of the event's data. Defaults to {@link Void}, an event without data.
     *
     * <p>The emitter takes a record, or its components in place of it: {@code events.progress(new Progress(1, 2))} and
     * {@code events.progress(1, 2)} are the same.
     *
     * <p>A record may have components of generic types. Data that are generic themselves are named by a class that extends the
     * runtime's {@code TypeRef}, which nobody needs to make:
     *
     * <pre>{@code
     * final class Hits extends TypeRef<List<Hit>> {}
     *
     * @EmitsEvent(name = "hits", payload = Hits.class) // events.hits(List<Hit>)
     * }</pre>
     */
    Class<?> payload() default Void.class;

    /** What the event tells, in a sentence for catalogs. */
    String description() default "";

    /**
     * The name of the emitter method. Defaults to the event's name in camel case; needed where that is no Java
     * identifier.
     */
    String method() default "";
}
