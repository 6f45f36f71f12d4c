package dev.runcast.processor.render;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import dev.runcast.processor.discovery.RunType;
import dev.runcast.processor.discovery.TypeMirrors;
import dev.runcast.processor.model.Argument;
import dev.runcast.processor.model.ReturnShape;
import dev.runcast.processor.model.RunnableMethod;
import dev.runcast.processor.model.RunnablesClass;
import dev.runcast.processor.model.Visibility;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.util.Types;

/** What the wrapper has for one runnable method: a descriptor, the method that runs it, its accessor, its input record. */
final class MethodRenderer {
    private static final ClassName REACTOR_METHOD = TypeNames.topLevel(ReturnShape.REACTOR_METHOD);

    private final RunnableMethod method;
    private final RunnablesClass owner;
    private final String constant;
    private final TypeExpressions typeExpressions;
    private final Visibility visibility;
    private final MethodLinks links;
    private final Optional<InputRecord> inputRecord;

    MethodRenderer(RunnableMethod method, RunnablesClass owner, ClassName wrapper, String constant, Types types) {
        this.method = method;
        this.owner = owner;
        this.constant = constant;
        this.typeExpressions = new TypeExpressions(types);
        this.visibility = Visibility.least(
                Visibility.of(method.element()), Visibility.of(TypeMirrors.inSignature(method.element())));
        this.links = new MethodLinks(method, owner);
        this.inputRecord = method.hasInputRecord()
                ? Optional.of(new InputRecord(method, wrapper, visibility, links))
                : Optional.empty();
    }

    FieldSpec descriptor() {
        CodeBlock.Builder code = CodeBlock.builder()
                .add("$[$T.builder($L)", RuntimeTypes.RUNNABLE_DESCRIPTOR, Literals.of(method.runName()));
        if (method.runType() != RunType.CHAIN) {
            code.add("\n.type($T.$L)", RuntimeTypes.RUN_TYPE, method.runType());
        }
        if (!method.description().isBlank()) {
            code.add("\n.description($L)", Literals.of(method.description()));
        }
        if (!method.tags().isEmpty()) {
            code.add("\n.tags($L)", join(method.tags().stream().map(Literals::of)));
        }
        method.metadata()
                .forEach(entry ->
                        code.add("\n.metadata($L, $L)", Literals.of(entry.getKey()), Literals.of(entry.getValue())));
        for (Argument.Input input : method.inputs()) {
            CodeBlock type = typeExpressions.of(input.parameter().asType());
            code.add(
                    "\n.$L($L, $L",
                    input.isNullable() ? "nullableParameter" : "parameter",
                    Literals.of(input.name()),
                    type);
            code.add(
                    input.description().isEmpty()
                            ? CodeBlock.of(")")
                            : CodeBlock.of(", $L)", Literals.of(input.description())));
        }
        inputRecord.ifPresent(input -> code.add("\n.input($T.class)", input.name()));
        code.add(
                "\n.output($L)", method.output().map(typeExpressions::of).orElse(CodeBlock.of("$T.class", Void.class)));
        if (!method.events().isEmpty()) {
            ClassName events =
                    ClassName.get(owner.names().packageName(), owner.names().events());
            code.add(
                    "\n.events($L)",
                    join(method.events().stream().map(event -> CodeBlock.of("$T.$L", events, event.constant()))));
        }
        FieldSpec.Builder field = FieldSpec.builder(
                        RuntimeTypes.RUNNABLE_DESCRIPTOR, constant, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer(code.add("\n.build()$]").build());
        Suppressions.literalsOf(inputAndOutputTypes()).ifPresent(field::addAnnotation);
        return field.build();
    }

    MethodSpec wrapper() {
        MethodSpec.Builder wrapper = MethodSpec.methodBuilder(
                        method.element().getSimpleName().toString())
                .addJavadoc("Runs {@link $L} as $L.", links.toSource(), Javadoc.quoted(method.runName()))
                .addJavadoc(Javadoc.sentence(method.description()))
                .addJavadoc(Javadoc.sentence(endOfRun()))
                .addTypeVariables(TypeNames.parametersOf(method.element()))
                .returns(TypeNames.of(method.element().getReturnType()));
        Optional<?> safeVarargs = Annotations.safeVarargs(method.element()).map(wrapper::addAnnotation);
        wrapper.addModifiers(
                Modifiers.of(visibility, safeVarargs.isPresent() ? new Modifier[] {Modifier.FINAL} : new Modifier[0]));
        Annotations.deprecation(method.element()).ifPresent(wrapper::addAnnotation);
        Annotations.nullScope(method.element()).ifPresent(wrapper::addAnnotation);
        Suppressions.wrapping(method.element()).ifPresent(wrapper::addAnnotation);
        method.arguments().forEach(argument -> parameter(argument).ifPresent(wrapper::addParameter));
        wrapper.varargs(method.element().isVarArgs() && endsWithInput());
        method.element().getThrownTypes().forEach(thrown -> wrapper.addException(TypeNames.of(thrown)));
        return wrapper.addCode(body()).build();
    }

    private boolean endsWithInput() {
        return method.arguments().get(method.arguments().size() - 1) instanceof Argument.Input;
    }

    /** Returns the parameter of the wrapper that gives what is passed to the method, if the caller gives it. */
    private Optional<ParameterSpec> parameter(Argument argument) {
        if (argument instanceof Argument.Input input) {
            return Optional.of(
                    ParameterSpec.builder(TypeNames.of(input.parameter().asType()), input.name())
                            .build());
        }
        if (argument instanceof Argument.Chunks chunks) {
            TypeName consumer = ParameterizedTypeName.get(
                    ClassName.get(Consumer.class), WildcardTypeName.supertypeOf(outputType()));
            return Optional.of(ParameterSpec.builder(consumer, chunks.name()).build());
        }
        return Optional.empty();
    }

    /** Says when the run ends, where that is not when the method returns. */
    private String endOfRun() {
        return switch (method.shape()) {
            case STREAM -> "The run ends when the stream has been read to its end, or is closed.";
            case PUBLISHER, MONO, FLUX -> "Each subscription is a run.";
            default -> "";
        };
    }

    private CodeBlock body() {
        NameAllocator names = new NameAllocator();
        method.arguments().stream()
                .map(this::parameter)
                .flatMap(Optional::stream)
                .forEach(parameter -> names.newName(parameter.name()));
        String run = names.newName("run");
        CodeBlock call =
                call(field("delegate"), method.arguments().stream().map(argument -> argumentOfWrapper(argument, run)));
        if (method.shape().isSubscribed()) {
            return CodeBlock.builder()
                    .addStatement(
                            "return $L($L, $L, $L, $L -> $L)",
                            atSubscription(),
                            constant,
                            field("config"),
                            input(),
                            run,
                            call)
                    .build();
        }
        String error = names.newName("error");
        CodeBlock.Builder body = CodeBlock.builder()
                .addStatement(
                        "$1T $2L = $1T.$3L($4L, $5L, $6L)",
                        scope(),
                        run,
                        isAsync() ? "openAsync" : "open",
                        constant,
                        field("config"),
                        input());
        if (method.shape() == ReturnShape.VOID || method.shape() == ReturnShape.SINK) {
            return body.beginControlFlow("try")
                    .addStatement(call)
                    .add(failing(run, error))
                    .addStatement("$L.succeed($L)", run, method.shape() == ReturnShape.VOID ? "null" : "")
                    .build();
        }
        String output = names.newName("output");
        body.addStatement(
                        "$T $L", TypeNames.of(method.element().getReturnType()).withoutAnnotations(), output)
                .beginControlFlow("try")
                .addStatement("$L = $L", output, call)
                .add(failing(run, error));
        if (method.shape() == ReturnShape.VALUE) {
            return body.addStatement("$L.succeed($L)", run, output)
                    .addStatement("return $L", output)
                    .build();
        }
        return body.addStatement(
                        "return $L.$L($L)",
                        run,
                        method.shape() == ReturnShape.STREAM ? "succeedWhenRead" : "succeedWhenDone",
                        output)
                .build();
    }

    /** Names what opens a run at each subscription. */
    private CodeBlock atSubscription() {
        return switch (method.shape()) {
            case MONO -> CodeBlock.of("$T.mono", REACTOR_METHOD);
            case FLUX -> CodeBlock.of("$T.flux", REACTOR_METHOD);
            default -> CodeBlock.of("$T.publish", RuntimeTypes.STREAM_SCOPE);
        };
    }

    private boolean isAsync() {
        return method.shape() == ReturnShape.ASYNC || method.shape() == ReturnShape.ASYNC_SINK;
    }

    private ClassName scope() {
        return switch (method.shape()) {
            case VOID, VALUE, ASYNC -> RuntimeTypes.RUN_SCOPE;
            default -> RuntimeTypes.STREAM_SCOPE;
        };
    }

    private static CodeBlock failing(String run, String error) {
        return CodeBlock.builder()
                .nextControlFlow("catch ($T $L)", Throwable.class, error)
                .addStatement("$L.fail($L)", run, error)
                .addStatement("throw $L", error)
                .endControlFlow()
                .build();
    }

    private CodeBlock call(CodeBlock delegate, Stream<CodeBlock> arguments) {
        CodeBlock receiver = method.element().getModifiers().contains(Modifier.STATIC)
                ? CodeBlock.of("$T", ClassName.get(TypeMirrors.typeOf(method.element())))
                : delegate;
        return CodeBlock.of(
                "$L.$L$L($L)", receiver, typeArguments(), method.element().getSimpleName(), join(arguments));
    }

    /** Type parameters that are thrown are not inferred from the arguments, so that the call has to name them. */
    private CodeBlock typeArguments() {
        return method.element().getThrownTypes().stream().anyMatch(this::isTypeParameter)
                ? method.element().getTypeParameters().stream()
                        .map(parameter -> CodeBlock.of("$L", parameter.getSimpleName()))
                        .collect(CodeBlock.joining(", ", "<", ">"))
                : CodeBlock.of("");
    }

    private boolean isTypeParameter(TypeMirror type) {
        return type instanceof TypeVariable variable
                && method.element().getTypeParameters().contains(variable.asElement());
    }

    /** Names a field, with {@code this} where a parameter hides it. */
    private CodeBlock field(String name) {
        boolean isHidden = method.arguments().stream()
                .map(this::parameter)
                .flatMap(Optional::stream)
                .anyMatch(parameter -> parameter.name().equals(name));
        return CodeBlock.of(isHidden ? "this.$L" : "$L", name);
    }

    private CodeBlock input() {
        if (inputRecord.isPresent()) {
            return inputRecord.get().creation();
        }
        return method.inputs().isEmpty()
                ? CodeBlock.of("null")
                : CodeBlock.of("$L", method.inputs().get(0).name());
    }

    private CodeBlock argumentOfWrapper(Argument argument, String run) {
        if (argument instanceof Argument.Input input) {
            return CodeBlock.of("$L", input.name());
        }
        if (argument instanceof Argument.Chunks chunks) {
            return CodeBlock.of("$L.chunks($L)", run, chunks.name());
        }
        return argument instanceof Argument.Config
                ? CodeBlock.of("$L.config()", run)
                : emitter(CodeBlock.of("$L.events()", run));
    }

    private CodeBlock emitter(CodeBlock sink) {
        ClassName events =
                ClassName.get(owner.names().packageName(), owner.names().events());
        return CodeBlock.of("new $T($L)", events, sink);
    }

    MethodSpec accessor() {
        MethodSpec.Builder accessor = MethodSpec.methodBuilder(method.names().accessor())
                .addJavadoc(
                        "Returns {@link $L} as a runnable, for event streams, batches and servers.", links.toWrapper())
                .addModifiers(Modifiers.of(visibility))
                .addTypeVariables(TypeNames.parametersOf(method.element()))
                .returns(ParameterizedTypeName.get(RuntimeTypes.TYPED_RUNNABLE, inputType(), outputType()));
        Annotations.deprecation(method.element()).ifPresent(accessor::addAnnotation);
        Annotations.nullScope(method.element()).ifPresent(accessor::addAnnotation);
        Suppressions.accessing(method.element(), inputAndOutputTypes()).ifPresent(accessor::addAnnotation);
        CodeBlock call = call(CodeBlock.of("delegate"), argumentsOfAccessor());
        // The types are named since nothing else tells them to the compiler, where a call follows.
        CodeBlock factory = CodeBlock.of(
                "$T.<$T, $T>$L",
                method.shape().isOfReactor() ? REACTOR_METHOD : RuntimeTypes.TYPED_RUNNABLE,
                inputType(),
                outputType(),
                factory());
        accessor.addCode("$[return $L(", factory);
        if (method.shape() == ReturnShape.VOID) {
            accessor.addCode("$L, $L -> {\n$>$L;\nreturn null;\n$<})", constant, lambdaParameters(), call);
        } else {
            accessor.addCode("$>$>$Z$<$<$L, $L -> $L)", constant, lambdaParameters(), call);
        }
        return accessor.addCode("\n.withConfig(config);\n$]").build();
    }

    private String factory() {
        return switch (method.shape()) {
            case VOID, VALUE -> takesConfig() ? "ofConfigured" : "of";
            case ASYNC -> "ofAsync";
            case STREAM -> "ofStream";
            case PUBLISHER -> "ofPublisher";
            case MONO -> "ofMono";
            case FLUX -> "ofFlux";
            case SINK -> "ofChunks";
            case ASYNC_SINK -> "ofAsyncChunks";
        };
    }

    private String lambdaParameters() {
        return switch (method.shape()) {
            case VOID, VALUE -> takesConfig() ? "(input, run)" : "input";
            case SINK, ASYNC_SINK -> "(input, run, chunks)";
            default -> "(input, run)";
        };
    }

    /** Returns whether the method has use for the config of the run. */
    private boolean takesConfig() {
        return method.arguments().stream()
                .anyMatch(argument -> argument instanceof Argument.Config || argument instanceof Argument.Events);
    }

    /** Returns the arguments for the method: the input or its components, and what is made of the config of the run. */
    private Stream<CodeBlock> argumentsOfAccessor() {
        Iterator<String> components =
                inputRecord.map(InputRecord::componentNames).orElse(List.of()).iterator();
        return method.arguments().stream().map(argument -> {
            if (argument instanceof Argument.Input input) {
                return components.hasNext()
                        ? CodeBlock.of("input.$L()", components.next())
                        : onlyInput(input.parameter().asType());
            }
            if (argument instanceof Argument.Chunks) {
                return CodeBlock.of("chunks");
            }
            return argument instanceof Argument.Config
                    ? CodeBlock.of("run")
                    : emitter(CodeBlock.of("$T.sink(run)", RuntimeTypes.CUSTOM_EVENTS));
        });
    }

    /** A boxed value might be taken for an argument of an overload that takes objects. */
    private static CodeBlock onlyInput(TypeMirror type) {
        return type.getKind().isPrimitive() ? CodeBlock.of("($T) input", TypeNames.of(type)) : CodeBlock.of("input");
    }

    private TypeName inputType() {
        if (inputRecord.isPresent()) {
            return inputRecord.get().type();
        }
        return method.inputs().isEmpty()
                ? ClassName.get(Void.class)
                : TypeNames.boxed(method.inputs().get(0).parameter().asType());
    }

    private TypeName outputType() {
        return method.output().map(TypeNames::boxed).orElse(ClassName.get(Void.class));
    }

    private List<TypeMirror> inputAndOutputTypes() {
        return Stream.concat(
                        method.inputs().stream().map(input -> input.parameter().asType()), method.output().stream())
                .toList();
    }

    Optional<TypeSpec> inputRecord() {
        return inputRecord.map(InputRecord::spec);
    }

    private static CodeBlock join(Stream<CodeBlock> parts) {
        return parts.collect(CodeBlock.joining(", "));
    }
}
