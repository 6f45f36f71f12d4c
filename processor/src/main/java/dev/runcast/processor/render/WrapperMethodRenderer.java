package dev.runcast.processor.render;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import dev.runcast.processor.model.Argument;
import dev.runcast.processor.model.ReturnShape.Ending;
import dev.runcast.processor.model.RunnableMethod;
import dev.runcast.processor.model.RuntimeMethod;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeKind;

/** The method of a wrapper that calls the method of the delegate inside a run. */
final class WrapperMethodRenderer {
    private final WrappedMethod method;
    private final RunnableMethod model;
    private final List<ParameterSpec> parameters;
    private final NameAllocator names = new NameAllocator();
    private final String run;
    private final String completion;

    WrapperMethodRenderer(WrappedMethod method) {
        this.method = method;
        this.model = method.model();
        this.parameters = model.arguments().stream()
                .map(this::parameter)
                .flatMap(Optional::stream)
                .toList();
        parameters.forEach(parameter -> names.newName(parameter.name()));
        this.run = names.newName("run");
        this.completion = names.newName("completion");
    }

    MethodSpec method() {
        MethodSpec.Builder wrapper = MethodSpec.methodBuilder(
                        method.element().getSimpleName().toString())
                .addJavadoc("Runs {@link $L} as $L.", method.links().toSource(), Javadoc.quoted(model.runName()))
                .addJavadoc(Javadoc.sentence(model.description()))
                .addJavadoc(Javadoc.sentence(ending().description()))
                .addTypeVariables(method.types().parametersOf(method.element()))
                .returns(resultType());
        Optional<?> safeVarargs = Annotations.safeVarargs(method.element()).map(wrapper::addAnnotation);
        wrapper.addModifiers(Modifiers.of(
                method.visibility(), safeVarargs.isPresent() ? new Modifier[] {Modifier.FINAL} : new Modifier[0]));
        Annotations.deprecation(method.element()).ifPresent(wrapper::addAnnotation);
        Annotations.nullScope(method.element()).ifPresent(wrapper::addAnnotation);
        Suppressions.wrapping(method.element()).ifPresent(wrapper::addAnnotation);
        wrapper.addParameters(parameters).varargs(method.element().isVarArgs() && endsWithInput());
        method.element()
                .getThrownTypes()
                .forEach(thrown -> wrapper.addException(method.types().of(thrown)));
        return wrapper.addCode(ending().isCold() ? runsOfUses() : runOfCall()).build();
    }

    /** Returns the parameter of the wrapper that gives what is passed to the method, if the caller gives it. */
    private Optional<ParameterSpec> parameter(Argument argument) {
        if (argument instanceof Argument.Input input) {
            TypeName type = method.types().of(input.parameter().asType());
            return Optional.of(ParameterSpec.builder(type, input.name()).build());
        }
        if (argument instanceof Argument.Chunks chunks) {
            TypeName consumer = ParameterizedTypeName.get(
                    ClassName.get(Consumer.class), WildcardTypeName.supertypeOf(method.outputType()));
            return Optional.of(ParameterSpec.builder(consumer, chunks.name()).build());
        }
        return Optional.empty();
    }

    private boolean endsWithInput() {
        return model.arguments().get(model.arguments().size() - 1) instanceof Argument.Input;
    }

    private TypeName resultType() {
        return completion()
                .<TypeName>map(completion -> ParameterizedTypeName.get(
                        RuntimeTypes.SUSPENDING_CALL, method.types().boxed(completion.result())))
                .orElseGet(() -> method.types().of(method.element().getReturnType()));
    }

    private Optional<Argument.Completion> completion() {
        return model.arguments().stream()
                .filter(Argument.Completion.class::isInstance)
                .map(Argument.Completion.class::cast)
                .findFirst();
    }

    private CodeBlock runsOfUses() {
        return CodeBlock.builder()
                .addStatement(
                        "return $T.$L($L, $L, $L, $L -> $L)",
                        RuntimeTypes.of(opening()),
                        opening().name(),
                        method.constant(),
                        field("config"),
                        input(),
                        completion().isPresent() ? "(" + run + ", " + completion + ")" : run,
                        call())
                .build();
    }

    private CodeBlock runOfCall() {
        CodeBlock.Builder body = CodeBlock.builder()
                .addStatement(
                        "$1T $2L = $1T.$3L($4L, $5L, $6L)",
                        RuntimeTypes.of(opening()),
                        run,
                        opening().name(),
                        method.constant(),
                        field("config"),
                        input());
        String error = names.newName("error");
        if (method.element().getReturnType().getKind() == TypeKind.VOID) {
            return body.beginControlFlow("try")
                    .addStatement(call())
                    .add(failing(error))
                    .addStatement(
                            "$L.$L($L)", run, ending().method(), model.output().isEmpty() ? "null" : "")
                    .build();
        }
        String output = names.newName("output");
        body.addStatement("$T $L", resultType().withoutAnnotations(), output)
                .beginControlFlow("try")
                .addStatement("$L = $L", output, call())
                .add(failing(error));
        if (ending() == Ending.ON_RETURN) {
            return body.addStatement("$L.$L($L)", run, ending().method(), output)
                    .addStatement("return $L", output)
                    .build();
        }
        return body.addStatement("return $L.$L($L)", run, ending().method(), output)
                .build();
    }

    private CodeBlock failing(String error) {
        return CodeBlock.builder()
                .nextControlFlow("catch ($T $L)", Throwable.class, error)
                .addStatement("$L.fail($L)", run, error)
                .addStatement("throw $L", error)
                .endControlFlow()
                .build();
    }

    private CodeBlock call() {
        return method.call(field("delegate"), model.arguments().stream().map(this::argument));
    }

    private CodeBlock argument(Argument argument) {
        if (argument instanceof Argument.Input input) {
            return CodeBlock.of("$L", input.name());
        }
        if (argument instanceof Argument.Chunks chunks) {
            return CodeBlock.of("$L.chunks($L)", run, chunks.name());
        }
        if (argument instanceof Argument.Completion) {
            return CodeBlock.of("$L", completion);
        }
        return argument instanceof Argument.Config
                ? CodeBlock.of("$L.config()", run)
                : method.emitter(CodeBlock.of("$L.events()", run));
    }

    private CodeBlock input() {
        if (method.inputRecord().isPresent()) {
            return method.inputRecord().get().creation();
        }
        return model.inputs().isEmpty()
                ? CodeBlock.of("null")
                : CodeBlock.of("$L", model.inputs().get(0).name());
    }

    /** Names a field, with {@code this} where a parameter hides it. */
    private CodeBlock field(String name) {
        boolean isHidden =
                parameters.stream().anyMatch(parameter -> parameter.name().equals(name));
        return CodeBlock.of(isHidden ? "this.$L" : "$L", name);
    }

    private RuntimeMethod opening() {
        return model.shape().opening();
    }

    private Ending ending() {
        return model.shape().ending();
    }
}
