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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;

/** The record that holds the parameters of a method with several. */
final class InputRecord {
    /** What the language forbids as names of components, and the method of the record itself. */
    private static final List<String> FORBIDDEN_COMPONENTS =
            List.of("clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toMap", "toString", "wait");

    private static final ParameterizedTypeName MAP = ParameterizedTypeName.get(Map.class, String.class, Object.class);

    private final RunnableMethod method;
    private final ClassName name;
    private final Visibility visibility;
    private final MethodLinks links;
    private final TypeNames types;
    private final NameAllocator components = new NameAllocator();

    InputRecord(RunnableMethod method, ClassName wrapper, Visibility visibility, MethodLinks links, TypeNames types) {
        this.method = method;
        this.name = wrapper.nestedClass(method.names().inputRecord());
        this.visibility = visibility;
        this.links = links;
        this.types = types;
        FORBIDDEN_COMPONENTS.forEach(components::newName);
        method.inputs().forEach(input -> components.newName(input.name(), input));
    }

    ClassName name() {
        return name;
    }

    /** Returns the type with its type parameters as arguments. */
    TypeName type() {
        return TypeNames.withParameters(name, typeParameters());
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
            constructor.addParameter(types.of(input.parameter().asType()), components.get(input));
        }
        TypeSpec.Builder type = TypeSpec.recordBuilder(name)
                .addJavadoc("The parameters of {@link $L}.", links.toWrapper())
                .addModifiers(Modifiers.of(visibility))
                .addTypeVariables(typeParameters())
                .addSuperinterface(RuntimeTypes.RUN_INPUT)
                .recordConstructor(constructor.build())
                .addMethod(toMap());
        Annotations.nullScope(method.element()).ifPresent(type::addAnnotation);
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
            toMap.addStatement("$L.put($L, $L)", map, Literals.of(input.name()), components.get(input));
        }
        return toMap.addStatement("return $L", map).build();
    }

    /** Returns the type parameters of the class and of the method that the components name, or their bounds. */
    private List<TypeVariableName> typeParameters() {
        Set<Element> named = new LinkedHashSet<>();
        method.inputs().forEach(input -> addVariables(input.parameter().asType(), named));
        return Stream.of(TypeMirrors.typeOf(method.element()), method.element())
                .flatMap(declaration -> declaration.getTypeParameters().stream())
                .filter(named::contains)
                .map(types::parameter)
                .toList();
    }

    private static void addVariables(TypeMirror type, Set<Element> named) {
        TypeMirrors.parts(type)
                .filter(TypeVariable.class::isInstance)
                .map(part -> (TypeParameterElement) ((TypeVariable) part).asElement())
                .filter(named::add)
                .flatMap(parameter -> parameter.getBounds().stream())
                .forEach(bound -> addVariables(bound, named));
    }
}
