package dev.runcast.processor.model;

import dev.runcast.processor.discovery.AnnotatedMethod;
import dev.runcast.processor.discovery.AnnotatedType;
import dev.runcast.processor.discovery.CamelCase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.ExecutableElement;

/** What the members generated for a run are called. {@code base} is in camel case. */
public record RunNames(String base) {
    /**
     * Derives the names for all runnables of {@code type}: from the run's name, or from the method's where the former is no
     * identifier, or where it becomes the same as that of another run.
     */
    public static Map<ExecutableElement, RunNames> in(AnnotatedType type) {
        List<AnnotatedMethod> methods = type.runnables();
        Map<String, Long> uses =
                methods.stream().collect(Collectors.groupingBy(RunNames::baseOfRun, Collectors.counting()));
        Map<ExecutableElement, RunNames> names = new HashMap<>();
        for (AnnotatedMethod method : methods) {
            String base = baseOfRun(method);
            boolean isClear = SourceVersion.isIdentifier(base) && Objects.equals(uses.get(base), 1L);
            names.put(
                    method.element(),
                    new RunNames(
                            isClear ? base : method.element().getSimpleName().toString()));
        }
        return names;
    }

    private static String baseOfRun(AnnotatedMethod method) {
        return CamelCase.of(method.runName());
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
