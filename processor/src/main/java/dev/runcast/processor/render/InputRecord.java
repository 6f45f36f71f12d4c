package dev.runcast.processor.render;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import dev.runcast.processor.discovery.TypeMirrors;
import dev.runcast.processor.model.Argument;
import dev.runcast.processor.model.RunnableMethod;
import dev.runcast.processor.model.Visibility;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** The record that holds the parameters of a method with several. */
final class InputRecord {
    /** What the language forbids as names of components, and the method of the record itself. */
    private static final List<String> FORBIDDEN_COMPONENTS =
            List.of("clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toMap", "toString", "wait");

    private static final ParameterizedTypeName MAP = ParameterizedTypeName.get(Map.class, String.class, Object.class);

    private final RunnableMethod method;
    private final ClassName name;
    private final Visibility visibility;
    private final NameAllocator components = new NameAllocator();

    InputRecord(RunnableMethod method, ClassName wrapper, Visibility visibility) {
        this.method = method;
        this.name = wrapper.nestedClass(method.names().inputRecord());
        this.visibility = visibility;
        FORBIDDEN_COMPONENTS.forEach(components::newName);
        method.inputs().forEach(input -> components.newName(input.name(), input));
    }

    ClassName name() {
        return name;
    }

    /** Returns the type as the method's own type parameters, and those of its class, make it. */
    TypeName type() {
        return TypeNames.withParameters(
                name,
                typeParameters().stream()
                        .map(parameter -> TypeVariableName.get(parameter.name()))
                        .toList());
    }

    List<String> componentNames() {
        return method.inputs().stream().map(components::get).toList();
    }

    /** Returns an expression that makes the record of the method's parameters. */
    CodeBlock creation() {
        CodeBlock arguments = method.inputs().stream()
                .map(input -> CodeBlock.of("$L", input.name()))
                .collect(CodeBlock.joining(", "));
        return CodeBlock.of("new $L($L)", TypeNames.diamond(type()), arguments);
    }

    TypeSpec spec() {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
        for (Argument.Input input : method.inputs()) {
            constructor.addParameter(TypeNames.of(input.parameter().asType()), components.get(input));
        }
        TypeSpec.Builder type = TypeSpec.recordBuilder(name)
                .addJavadoc("The parameters of {@link #$L}.", method.element().getSimpleName())
                .addModifiers(Modifiers.of(visibility))
                .addTypeVariables(typeParameters())
                .addSuperinterface(RuntimeTypes.RUN_INPUT)
                .recordConstructor(constructor.build())
                .addMethod(toMap());
        Suppressions.naming(method.inputs().stream()
                        .map(input -> input.parameter().asType())
                        .toList())
                .ifPresent(type::addAnnotation);
        return type.build();
    }

    private MethodSpec toMap() {
        String map = components.clone().newName("map");
        MethodSpec.Builder toMap = MethodSpec.methodBuilder("toMap")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(MAP)
                .addStatement("$T $L = new $T<>()", MAP, map, LinkedHashMap.class);
        for (Argument.Input input : method.inputs()) {
            toMap.addStatement("$L.put($S, $L)", map, input.name(), components.get(input));
        }
        return toMap.addStatement("return $L", map).build();
    }

    /** A type parameter of the method hides one of the class. */
    private List<TypeVariableName> typeParameters() {
        TypeElement owner = TypeMirrors.typeOf(method.element());
        return List.copyOf(Stream.concat(
                        TypeNames.parametersOf(owner).stream(), TypeNames.parametersOf(method.element()).stream())
                .collect(Collectors.toMap(
                        TypeVariableName::name, parameter -> parameter, (own, other) -> other, LinkedHashMap::new))
                .values());
    }
}
