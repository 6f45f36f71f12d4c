package dev.runcast.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares that a method can be called as a run.
 *
 * <p>For a type {@code Research} with such methods the annotation processor generates the wrapper
 * {@code ResearchRunnables}, whose methods have the same signature less the injected parameters. A call of the wrapper
 * opens a run, calls the method inside it, and reports the run's start, its custom events and its end or error to the
 * callbacks of the run's config:
 *
 * <pre>{@code
 * public class Research {
 *   public record Progress(int step, int total, String note) {}
 *
 *   @Runnable(tags = "research")
 *   @EmitsEvent(name = "progress", payload = Progress.class)
 *   public String research(String topic, RunnableConfig config, ResearchEvents events) {
 *     events.progress(1, 2, "searching");
 *     return "about " + topic;
 *   }
 * }
 *
 * new ResearchRunnables(new Research()).research("tea");
 * }</pre>
 *
 * <p>Parameters of the type {@code RunnableConfig} and of the generated {@code ResearchEvents} are injected, in any
 * position; every other parameter is input of the run.
 *
 * <p>Only calls through the wrapper are runs. A call of the annotated method itself, also as {@code this.research(…)}, is
 * a plain call. Annotations of methods are not inherited: a method that overrides an annotated one is a runnable only when
 * it is annotated itself. Local and anonymous classes have no wrappers.
 *
 * <p>The name is LangChain's, and {@link java.lang.Runnable} has it too. In a file that imports this annotation write
 * {@code java.lang.Runnable} in full for the other one, also as a type argument, as in
 * {@code List<java.lang.Runnable>}: javac takes {@code List<Runnable>} for a list of annotations, without a word.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
@SuppressWarnings("JavaLangClash") // The field's own word, and the Javadoc says what to do.
public @interface Runnable {
    /** The name of the runs. Defaults to the name of the method. Several methods may have one, but it may not be blank. */
    String name() default "";

    /** What kind of work the run does. It decides the names of the run's events and the shape of its input. */
    RunType type() default RunType.CHAIN;

    /** Tags of each run and of the runs below it, in order, besides those of the config. They may not be blank. */
    String[] tags() default {};

    /** Metadata of each run and of the runs below it, as {@code key=value}. A config's values win over these. */
    String[] metadata() default {};

    /** What the runnable does, in a sentence for catalogs and for models that may call it as a tool. */
    String description() default "";
}
