package dev.runcast.processor.render;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import dev.runcast.processor.discovery.RunType;
import dev.runcast.processor.model.Argument;
import dev.runcast.processor.model.RunnableMethod;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** The constant that says what the runs of a method are. */
final class DescriptorRenderer {
    private final WrappedMethod method;
    private final RunnableMethod model;
    private final TypeExpressions expressions;

    DescriptorRenderer(WrappedMethod method, TypeExpressions expressions) {
        this.method = method;
        this.model = method.model();
        this.expressions = expressions;
    }

    FieldSpec field() {
        FieldSpec.Builder field = FieldSpec.builder(
                        RuntimeTypes.RUNNABLE_DESCRIPTOR,
                        method.constant(),
                        Modifier.PRIVATE,
                        Modifier.STATIC,
                        Modifier.FINAL)
                .initializer(descriptor());
        Suppressions.literalsOf(method.inputAndOutputTypes()).ifPresent(field::addAnnotation);
        return field.build();
    }

    private CodeBlock descriptor() {
        CodeBlock.Builder code = CodeBlock.builder()
                .add("$[$T.builder($L)", RuntimeTypes.RUNNABLE_DESCRIPTOR, Literals.of(model.runName()));
        if (model.runType() != RunType.CHAIN) {
            code.add("\n.type($T.$L)", RuntimeTypes.RUN_TYPE, model.runType());
        }
        if (!model.description().isBlank()) {
            code.add("\n.description($L)", Literals.of(model.description()));
        }
        if (!model.tags().isEmpty()) {
            code.add("\n.tags($L)", join(model.tags().stream().map(Literals::of)));
        }
        model.metadata()
                .forEach(entry ->
                        code.add("\n.metadata($L, $L)", Literals.of(entry.getKey()), Literals.of(entry.getValue())));
        model.inputs().forEach(input -> code.add(parameter(input)));
        method.inputRecord().ifPresent(input -> code.add("\n.input($T.class)", input.name()));
        code.add("\n.output($L)", model.output().map(expressions::of).orElse(CodeBlock.of("$T.class", Void.class)));
        if (!model.events().isEmpty()) {
            code.add(
                    "\n.events($L)",
                    join(model.events().stream()
                            .map(event -> CodeBlock.of("$T.$L", method.events(), event.constant()))));
        }
        return code.add("\n.build()$]").build();
    }

    private CodeBlock parameter(Argument.Input input) {
        return CodeBlock.of(
                "\n.$L($L, $L$L)",
                input.isNullable() ? "nullableParameter" : "parameter",
                Literals.of(input.name()),
                expressions.of(input.parameter().asType()),
                input.description().isEmpty()
                        ? CodeBlock.of("")
                        : CodeBlock.of(", $L", Literals.of(input.description())));
    }

    private static CodeBlock join(Stream<CodeBlock> parts) {
        return parts.collect(CodeBlock.joining(", "));
    }
}
