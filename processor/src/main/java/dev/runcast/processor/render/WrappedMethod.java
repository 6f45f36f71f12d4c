package dev.runcast.processor.render;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.runcast.processor.discovery.TypeMirrors;
import dev.runcast.processor.model.Argument;
import dev.runcast.processor.model.RunnableMethod;
import dev.runcast.processor.model.RunnablesClass;
import dev.runcast.processor.model.Visibility;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;

/** A runnable method in its wrapper: the names, types and calls that all members for it share. */
final class WrappedMethod {
    private final RunnableMethod model;
    private final ClassName events;
    private final String constant;
    private final TypeNames types;
    private final Visibility visibility;
    private final MethodLinks links;
    private final Optional<InputRecord> inputRecord;

    WrappedMethod(RunnableMethod model, RunnablesClass owner, ClassName wrapper, String constant, TypeNames types) {
        this.model = model;
        this.events = ClassName.get(owner.names().packageName(), owner.names().events());
        this.constant = constant;
        this.types = types;
        this.visibility = Visibility.least(
                Visibility.of(model.element()), Visibility.of(TypeMirrors.inSignature(model.element())));
        this.links = new MethodLinks(model, owner);
        this.inputRecord = model.hasInputRecord()
                ? Optional.of(new InputRecord(model, wrapper, visibility, links, types))
                : Optional.empty();
    }

    RunnableMethod model() {
        return model;
    }

    ExecutableElement element() {
        return model.element();
    }

    /** Returns the name of the field that holds the descriptor. */
    String constant() {
        return constant;
    }

    TypeNames types() {
        return types;
    }

    Visibility visibility() {
        return visibility;
    }

    MethodLinks links() {
        return links;
    }

    Optional<InputRecord> inputRecord() {
        return inputRecord;
    }

    /** Returns the type of the run's input. */
    TypeName inputType() {
        if (inputRecord.isPresent()) {
            return inputRecord.get().type();
        }
        return model.inputs().isEmpty()
                ? ClassName.get(Void.class)
                : types.boxed(model.inputs().get(0).parameter().asType());
    }

    /** Returns the type of the run's output, or of each chunk of it. */
    TypeName outputType() {
        return model.output().map(types::boxed).orElse(ClassName.get(Void.class));
    }

    List<TypeMirror> inputAndOutputTypes() {
        return Stream.concat(
                        model.inputs().stream().map(input -> input.parameter().asType()), model.output().stream())
                .toList();
    }

    /** Returns the class of the emitter. */
    ClassName events() {
        return events;
    }

    /** Returns an emitter that hands events to {@code sink}. */
    CodeBlock emitter(CodeBlock sink) {
        return CodeBlock.of("new $T($L)", events, sink);
    }

    /** Returns the call of the method on {@code delegate}, or on its class if the method is static. */
    CodeBlock call(CodeBlock delegate, Stream<CodeBlock> arguments) {
        CodeBlock receiver = element().getModifiers().contains(Modifier.STATIC)
                ? CodeBlock.of("$T", ClassName.get(TypeMirrors.typeOf(element())))
                : delegate;
        return CodeBlock.of(
                "$L.$L$L($L)",
                receiver,
                typeArguments(),
                element().getSimpleName(),
                arguments.collect(CodeBlock.joining(", ")));
    }

    /** Type parameters that are thrown are not inferred from the arguments, so that the call has to name them. */
    private CodeBlock typeArguments() {
        return element().getThrownTypes().stream().anyMatch(this::isTypeParameter)
                ? element().getTypeParameters().stream()
                        .map(parameter -> CodeBlock.of("$L", parameter.getSimpleName()))
                        .collect(CodeBlock.joining(", ", "<", ">"))
                : CodeBlock.of("");
    }

    private boolean isTypeParameter(TypeMirror type) {
        return type instanceof TypeVariable variable
                && element().getTypeParameters().contains(variable.asElement());
    }

    /** Returns whether the method is given something that is made of the config of the run. */
    boolean takesRun() {
        return model.arguments().stream().anyMatch(argument -> !(argument instanceof Argument.Input));
    }
}
