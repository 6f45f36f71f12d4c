package dev.runcast.processor.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;

/** A method with {@code @Runnable} or {@code @EmitsEvent}. */
public record AnnotatedMethod(
        AnnotatedType type,
        ExecutableElement element,
        Optional<AnnotationUse> runnable,
        List<EventDeclaration> events) {
    static AnnotatedMethod of(AnnotatedType type, ExecutableElement element) {
        return new AnnotatedMethod(
                type, element, AnnotationUse.find(element, AnnotationNames.RUNNABLE), EventDeclaration.on(element));
    }

    boolean isAnnotated() {
        return runnable.isPresent() || !events.isEmpty();
    }

    /** Returns the name that its runs have. */
    public String runName() {
        return runnable.flatMap(use -> use.value("name"))
                .map(value -> value.getValue().toString())
                .orElse(element.getSimpleName().toString());
    }

    /** Returns what kind of work its runs do. */
    public RunType runType() {
        return runnable.flatMap(use -> use.value("type"))
                .map(value -> RunType.valueOf(
                        ((VariableElement) value.getValue()).getSimpleName().toString()))
                .orElse(RunType.CHAIN);
    }

    /** Returns the parameters that play {@code role}, in order. */
    public List<VariableElement> parameters(ParameterRole role) {
        return element.getParameters().stream()
                .map(VariableElement.class::cast)
                .filter(parameter -> ParameterRole.of(parameter, type.names()) == role)
                .toList();
    }

    /** Returns the parameters that the wrapper gives, in order. */
    public List<VariableElement> injected() {
        return element.getParameters().stream()
                .map(VariableElement.class::cast)
                .filter(parameter -> ParameterRole.of(parameter, type.names()).isInjected())
                .toList();
    }

    /**
     * Returns the types in the signature that do not exist, or not yet. The emitter that is injected does not count: no more of it
     * needs to be known than its name.
     */
    Stream<TypeMirror> missingTypes() {
        List<VariableElement> known = new ArrayList<>(element.getParameters());
        known.removeAll(parameters(ParameterRole.EVENTS));
        return TypeMirrors.inSignature(element, known).filter(TypeMirrors::isMissing);
    }

    /** Returns the name for messages, such as {@code Greeter.greet}. */
    public String displayName() {
        return type.displayName() + "." + element.getSimpleName();
    }

    /** Returns the signature for messages, such as {@code greet(String, RunnableConfig)}. */
    public String displaySignature() {
        return element.getParameters().stream()
                .map(parameter -> TypeMirrors.simpleName(parameter.asType()))
                .collect(Collectors.joining(", ", element.getSimpleName() + "(", ")"));
    }
}
