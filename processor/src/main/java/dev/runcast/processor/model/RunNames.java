package dev.runcast.processor.model;

import dev.runcast.processor.discovery.AnnotatedMethod;
import dev.runcast.processor.discovery.CamelCase;
import javax.lang.model.SourceVersion;

/** What the members generated for a run are called. {@code base} is the run's name in camel case. */
public record RunNames(String base) {
    /** Derives the names from the run's name, or from the method's where that is no identifier. */
    public static RunNames of(AnnotatedMethod method) {
        String base = CamelCase.of(method.runName());
        return new RunNames(
                SourceVersion.isIdentifier(base)
                        ? base
                        : method.element().getSimpleName().toString());
    }

    /** Returns the method that gives the runnable. */
    public String accessor() {
        return base + "Runnable";
    }

    /** Returns the record that holds several parameters. */
    public String inputRecord() {
        return CamelCase.capitalize(base) + "Input";
    }

    /** Returns the constant that holds the descriptor. */
    public String constant() {
        return CamelCase.toConstant(base);
    }
}
