package dev.runcast.contract.builder;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;

/**
 * A runnable as the source declares it.
 *
 * @param method the method that is run
 * @param inputs the parameters that callers give
 * @param output the type of what the run yields, or of its chunks, empty for nothing
 * @param isChunked whether it yields chunks, which readers get together in the end
 * @param events the names of the events that it declares
 */
public record DeclaredRunnable(
        String name,
        TypeElement declaredBy,
        ExecutableElement method,
        List<VariableElement> inputs,
        Optional<TypeMirror> output,
        boolean isChunked,
        Set<String> events) {}
