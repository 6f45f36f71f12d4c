package dev.runcast.processor.render;

import com.palantir.javapoet.NameAllocator;
import dev.runcast.processor.model.Argument;
import dev.runcast.processor.model.RunnableMethod;
import java.util.List;

/** The names of the descriptors. No parameter of a method hides them. */
final class ConstantNames {
    private final NameAllocator names = new NameAllocator();

    ConstantNames(List<RunnableMethod> methods) {
        methods.stream()
                .flatMap(method -> method.inputs().stream())
                .map(Argument.Input::name)
                .distinct()
                .forEach(names::newName);
        methods.forEach(method -> names.newName(method.names().constant(), method));
    }

    String of(RunnableMethod method) {
        return names.get(method);
    }
}
