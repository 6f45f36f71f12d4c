package dev.runcast.processor.render;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import dev.runcast.processor.model.Argument;
import dev.runcast.processor.model.ReturnShape;
import dev.runcast.processor.model.RunnableMethod;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.type.TypeMirror;

/** The method that gives a method as a runnable: a lambda that calls it, in runs that the runtime opens. */
final class AccessorRenderer {
    private static final String INPUT = "input";
    private static final String RUN = "run";
    private static final String CHUNKS = "chunks";
    private static final String COMPLETION = "completion";

    private final WrappedMethod method;
    private final RunnableMethod model;
    private final boolean isRunNamed;

    AccessorRenderer(WrappedMethod method) {
        this.method = method;
        this.model = method.model();
        this.isRunNamed = method.takesRun() || !model.shape().isRunOptional();
    }

    MethodSpec method() {
        MethodSpec.Builder accessor = MethodSpec.methodBuilder(model.names().accessor())
                .addJavadoc(
                        "Returns {@link $L} as a runnable, for event streams, batches and servers.",
                        method.links().toWrapper())
                .addModifiers(Modifiers.of(method.visibility()))
                .addTypeVariables(method.types().parametersOf(method.element()))
                .returns(ParameterizedTypeName.get(
                        RuntimeTypes.TYPED_RUNNABLE, method.inputType(), method.outputType()));
        Annotations.deprecation(method.element()).ifPresent(accessor::addAnnotation);
        Annotations.nullScope(method.element()).ifPresent(accessor::addAnnotation);
        Suppressions.accessing(method.element(), method.inputAndOutputTypes()).ifPresent(accessor::addAnnotation);
        CodeBlock call = method.call(CodeBlock.of("delegate"), arguments());
        accessor.addCode("$[return $L(", factory());
        if (model.output().isEmpty()) {
            accessor.addCode("$L, $L -> {\n$>$L;\nreturn null;\n$<})", method.constant(), lambdaParameters(), call);
        } else {
            accessor.addCode("$>$>$Z$<$<$L, $L -> $L)", method.constant(), lambdaParameters(), call);
        }
        return accessor.addCode("\n.withConfig(config);\n$]").build();
    }

    /** The types are named since nothing else tells them to the compiler, where a call follows. */
    private CodeBlock factory() {
        ReturnShape shape = model.shape();
        return CodeBlock.of(
                "$T.<$T, $T>$L",
                RuntimeTypes.of(shape.factory()),
                method.inputType(),
                method.outputType(),
                isRunNamed ? shape.factory().name() : "of");
    }

    private String lambdaParameters() {
        if (!isRunNamed) {
            return INPUT;
        }
        List<String> parameters = switch (model.shape().output()) {
            case CHUNKS -> List.of(INPUT, RUN, CHUNKS);
            case COMPLETION -> List.of(INPUT, RUN, COMPLETION);
            case NOTHING, RESULT, ARGUMENT -> List.of(INPUT, RUN);
        };
        return "(" + String.join(", ", parameters) + ")";
    }

    /** Returns the arguments for the method: the input or its components, and what is made of the config of the run. */
    private Stream<CodeBlock> arguments() {
        Iterator<String> components = method.inputRecord()
                .map(InputRecord::componentNames)
                .orElse(List.of())
                .iterator();
        return model.arguments().stream().map(argument -> {
            if (argument instanceof Argument.Input input) {
                return components.hasNext()
                        ? CodeBlock.of("$L.$L()", INPUT, components.next())
                        : onlyInput(input.parameter().asType());
            }
            if (argument instanceof Argument.Chunks) {
                return CodeBlock.of(CHUNKS);
            }
            if (argument instanceof Argument.Completion) {
                return CodeBlock.of(COMPLETION);
            }
            return argument instanceof Argument.Config
                    ? CodeBlock.of(RUN)
                    : method.emitter(CodeBlock.of("$T.sink($L)", RuntimeTypes.CUSTOM_EVENTS, RUN));
        });
    }

    /** A boxed value might be taken for an argument of an overload that takes objects. */
    private CodeBlock onlyInput(TypeMirror type) {
        return type.getKind().isPrimitive()
                ? CodeBlock.of("($T) $L", method.types().of(type), INPUT)
                : CodeBlock.of(INPUT);
    }
}
