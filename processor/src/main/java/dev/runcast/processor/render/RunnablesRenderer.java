package dev.runcast.processor.render;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import dev.runcast.processor.model.RunnablesClass;
import dev.runcast.processor.model.Visibility;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Types;

/** Writes the wrapper of a type's runnable methods. */
public final class RunnablesRenderer {
    private final JavaFiles files;
    private final TypeExpressions expressions;
    private final List<TypeElement> annotations;

    /** Creates a renderer that puts these annotations on every wrapper. */
    public RunnablesRenderer(JavaFiles files, Types types, List<TypeElement> annotations) {
        this.files = files;
        this.expressions = new TypeExpressions(types);
        this.annotations = annotations;
    }

    /** Writes {@code runnables}. */
    public void write(RunnablesClass runnables) throws IOException {
        ClassName delegate = ClassName.get(runnables.type());
        TypeNames types = new TypeNames(runnables.type());
        List<TypeVariableName> parameters = types.parametersOf(runnables.type());
        TypeName delegateType = TypeNames.withParameters(delegate, parameters);
        ClassName wrapper =
                ClassName.get(runnables.names().packageName(), runnables.names().runnables());
        Visibility visibility = Visibility.of(runnables.type());

        TypeSpec.Builder type = TypeSpec.classBuilder(wrapper)
                .addJavadoc("Calls {@link $T} inside runs.\n\n", delegate)
                .addJavadoc("<p>Each method reports its start, its custom events and its end or error to the callbacks")
                .addJavadoc(" of the config, and returns or\nthrows exactly what {@code $T} did.", delegate)
                .addModifiers(Modifiers.of(visibility, Modifier.FINAL))
                .addTypeVariables(parameters);
        annotations.forEach(annotation -> type.addAnnotation(ClassName.get(annotation)));
        Annotations.deprecation(runnables.type()).ifPresent(type::addAnnotation);
        Annotations.nullScope(runnables.type()).ifPresent(type::addAnnotation);
        Suppressions.ofRemoved(runnables.type()).ifPresent(type::addAnnotation);

        List<WrappedMethod> methods = methods(runnables, wrapper, types);
        methods.forEach(method -> type.addField(new DescriptorRenderer(method, expressions).field()));
        type.addField(delegateType, "delegate", Modifier.PRIVATE, Modifier.FINAL)
                .addField(RuntimeTypes.RUNNABLE_CONFIG, "config", Modifier.PRIVATE, Modifier.FINAL)
                .addMethod(constructor(delegateType, visibility))
                .addMethod(configuredConstructor(delegateType))
                .addMethod(withConfig(delegate, TypeNames.withParameters(wrapper, parameters), visibility));
        for (WrappedMethod method : methods) {
            type.addMethod(new WrapperMethodRenderer(method).method()).addMethod(new AccessorRenderer(method).method());
            method.inputRecord().map(InputRecord::spec).ifPresent(type::addType);
        }
        files.write(type, runnables.names(), runnables.type());
    }

    private static List<WrappedMethod> methods(RunnablesClass runnables, ClassName wrapper, TypeNames types) {
        ConstantNames constants = new ConstantNames(runnables.methods());
        return runnables.methods().stream()
                .map(method -> new WrappedMethod(method, runnables, wrapper, constants.of(method), types))
                .toList();
    }

    private static MethodSpec constructor(TypeName delegate, Visibility visibility) {
        return MethodSpec.constructorBuilder()
                .addJavadoc(
                        "Creates a wrapper whose runs belong to the run that is current when they start, if there is")
                .addJavadoc(" one.")
                .addModifiers(Modifiers.of(visibility))
                .addParameter(delegate, "delegate")
                .addStatement("this(delegate, $T.empty())", RuntimeTypes.RUNNABLE_CONFIG)
                .build();
    }

    private static MethodSpec configuredConstructor(TypeName delegate) {
        return MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(delegate, "delegate")
                .addParameter(RuntimeTypes.RUNNABLE_CONFIG, "config")
                .addStatement("this.delegate = $T.requireNonNull(delegate, $S)", Objects.class, "delegate")
                .addStatement("this.config = $T.requireNonNull(config, $S)", Objects.class, "config")
                .build();
    }

    private static MethodSpec withConfig(ClassName delegate, TypeName wrapper, Visibility visibility) {
        return MethodSpec.methodBuilder("withConfig")
                .addJavadoc(
                        "Returns a wrapper of the same {@link $T} that starts its runs with {@code config}.", delegate)
                .addModifiers(Modifiers.of(visibility))
                .addParameter(RuntimeTypes.RUNNABLE_CONFIG, "config")
                .returns(wrapper)
                .addStatement("return new $L(delegate, config)", TypeNames.diamond(wrapper))
                .build();
    }
}
