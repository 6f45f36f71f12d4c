package dev.runcast.contract.types;

import dev.runcast.contract.types.JavaType.Use;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;

/** Follows types through type variables and supertypes, as Jackson does. */
public final class PayloadTypes {
    /** Types that hold themselves with ever more arguments, as {@code T<List<T>>} does, are followed no further. */
    private static final int DEEPEST = 8;

    /** The class by whose subclasses annotations name generic types. */
    private static final String TYPE_REF = "dev.runcast.runtime.TypeRef";

    /** Types that are written as what they hold, or as {@code null}. */
    public static final Set<String> REFERENCES =
            Set.of("java.util.Optional", "java.util.concurrent.atomic.AtomicReference");

    private static final List<String> FOREIGN =
            List.of("java.", "javax.", "jdk.", "com.fasterxml.jackson.", "tools.jackson.");

    private static final Use UNKNOWN = new Use(new JavaType.Unknown(), true);

    private final Nullness nullness;

    /** Makes the types of a compilation, given which elements it compiles from source. */
    public PayloadTypes(Predicate<Element> isInSource) {
        this.nullness = new Nullness(isInSource);
    }

    /** Returns whether payloads in class files tell as much as in sources. */
    public static boolean areToldByClassFiles() {
        return Nullness.isInClassFiles();
    }

    /** Returns the type of an event's payload, of which an annotation names the class, or one that names it. It is not null. */
    public Use payload(TypeMirror named) {
        JavaType type = resolve(named, true, Map.of()).type();
        Optional<JavaType> argument = type instanceof JavaType.Declared declared
                ? argumentsOf(declared, TYPE_REF)
                        .map(arguments -> arguments.get(0).type())
                : Optional.empty();
        return new Use(argument.orElse(type), false);
    }

    /** Returns a type as {@code element} names it. */
    public Use resolve(TypeMirror type, Element element) {
        return resolve(type, element, Map.of());
    }

    /** Returns a type as {@code member} of {@code owner} names it. */
    Use resolve(TypeMirror type, Element member, Map<String, Use> variables) {
        return resolve(type, nullness.isMarked(member), variables);
    }

    /** Returns the class and what it extends and implements, but for foreign ones, the class first and nearer ones earlier. */
    public List<JavaType.Declared> hierarchy(JavaType.Declared type) {
        Map<String, JavaType.Declared> types = new LinkedHashMap<>();
        collect(type, types);
        return types.values().stream()
                .filter(found -> !isForeign(found.element()))
                .toList();
    }

    /** Returns the arguments with which the class extends or implements another. */
    public Optional<List<Use>> argumentsOf(JavaType.Declared type, String supertype) {
        Map<String, JavaType.Declared> types = new LinkedHashMap<>();
        collect(type, types);
        return Optional.ofNullable(types.get(supertype)).map(JavaType.Declared::arguments);
    }

    /** Returns whether the class extends or implements one of these. */
    public boolean isA(JavaType.Declared type, Set<String> supertypes) {
        Map<String, JavaType.Declared> types = new LinkedHashMap<>();
        collect(type, types);
        return supertypes.stream().anyMatch(types::containsKey);
    }

    /** Returns whether the class extends a foreign one that has members of its own. */
    public static boolean extendsForeign(TypeElement type) {
        return type.getSuperclass() instanceof DeclaredType superclass
                && superclass.asElement() instanceof TypeElement element
                && (isForeign(element) ? !isRoot(element) : extendsForeign(element));
    }

    /** Returns the classes without subclasses of their own that a sealed type permits, at any depth, in the order of their names. */
    public List<JavaType.Declared> leaves(JavaType.Declared sealed) {
        Map<String, JavaType.Declared> leaves = new TreeMap<>();
        collectLeaves(sealed, leaves);
        return List.copyOf(leaves.values());
    }

    /** Returns what the variables of a class stand for, by their names: compilers have several elements for one. */
    static Map<String, Use> variables(JavaType.Declared type) {
        Map<String, Use> variables = new HashMap<>();
        List<? extends TypeParameterElement> parameters = type.element().getTypeParameters();
        for (int i = 0; i < parameters.size(); i++) {
            variables.put(
                    parameters.get(i).getSimpleName().toString(),
                    type.arguments().get(i));
        }
        return variables;
    }

    /** Returns whether the class is one of the JDK or of Jackson, whose JSON does not follow from their members. */
    public static boolean isForeign(TypeElement type) {
        String name = type.getQualifiedName().toString();
        return FOREIGN.stream().anyMatch(name::startsWith);
    }

    private static boolean isRoot(TypeElement type) {
        return Set.of("java.lang.Object", "java.lang.Record", "java.lang.Enum")
                .contains(type.getQualifiedName().toString());
    }

    private Use resolve(TypeMirror type, boolean isMarked, Map<String, Use> variables) {
        boolean isNullable = Nullness.isNullable(type, isMarked);
        if (type instanceof ArrayType array) {
            return new Use(new JavaType.Array(resolve(array.getComponentType(), isMarked, variables)), isNullable);
        }
        if (type instanceof TypeVariable variable) {
            Use value =
                    variables.getOrDefault(variable.asElement().getSimpleName().toString(), UNKNOWN);
            return isNullable ? value.orNull() : value;
        }
        if (type instanceof WildcardType wildcard) {
            return wildcard.getExtendsBound() == null
                    ? UNKNOWN
                    : resolve(wildcard.getExtendsBound(), isMarked, variables);
        }
        if (type instanceof IntersectionType intersection) {
            return resolve(intersection.getBounds().get(0), isMarked, variables);
        }
        if (type instanceof DeclaredType declared && declared.asElement() instanceof TypeElement element) {
            List<Use> arguments = arguments(declared, element, isMarked, variables);
            return new Use(new JavaType.Declared(element, arguments), isNullable);
        }
        return new Use(
                type.getKind().isPrimitive() ? new JavaType.Primitive(type.getKind()) : new JavaType.Unknown(),
                isNullable);
    }

    private List<Use> arguments(DeclaredType type, TypeElement element, boolean isMarked, Map<String, Use> variables) {
        if (type.getTypeArguments().size() != element.getTypeParameters().size()) {
            return element.getTypeParameters().stream().map(raw -> UNKNOWN).toList();
        }
        List<Use> arguments = new ArrayList<>();
        for (TypeMirror argument : type.getTypeArguments()) {
            Use use = resolve(argument, isMarked, variables);
            arguments.add(use.depth() < DEEPEST ? use : UNKNOWN);
        }
        return arguments;
    }

    private void collect(JavaType.Declared type, Map<String, JavaType.Declared> types) {
        if (types.putIfAbsent(type.element().getQualifiedName().toString(), type) != null) {
            return;
        }
        // The JDK hands its variables on as they are: a List<String> is a Collection<String>.
        boolean isMarked = isForeign(type.element()) || nullness.isMarked(type.element());
        supertypes(type.element())
                .map(supertype -> resolve(supertype, isMarked, variables(type)).type())
                .forEach(supertype -> collect((JavaType.Declared) supertype, types));
    }

    private static Stream<DeclaredType> supertypes(TypeElement type) {
        return Stream.concat(Stream.of(type.getSuperclass()), type.getInterfaces().stream())
                .filter(DeclaredType.class::isInstance)
                .map(DeclaredType.class::cast);
    }

    private void collectLeaves(JavaType.Declared type, Map<String, JavaType.Declared> leaves) {
        List<? extends TypeMirror> permitted = type.element().getPermittedSubclasses();
        if (permitted.isEmpty() || !type.element().getModifiers().contains(Modifier.ABSTRACT)) {
            leaves.put(type.key(), type);
        }
        for (TypeMirror subclass : permitted) {
            TypeElement element = (TypeElement) ((DeclaredType) subclass).asElement();
            Map<String, Use> known = inferred(element, type);
            List<Use> arguments = element.getTypeParameters().stream()
                    .map(parameter ->
                            known.getOrDefault(parameter.getSimpleName().toString(), UNKNOWN))
                    .toList();
            collectLeaves(new JavaType.Declared(element, arguments), leaves);
        }
    }

    /** Returns the variables of a subclass that are variables of its supertype too. */
    private Map<String, Use> inferred(TypeElement subclass, JavaType.Declared supertype) {
        Map<String, Use> inferred = new HashMap<>();
        List<Use> own = subclass.getTypeParameters().stream()
                .map(parameter ->
                        new Use(new JavaType.Variable(parameter.getSimpleName().toString()), false))
                .toList();
        argumentsOf(
                        new JavaType.Declared(subclass, own),
                        supertype.element().getQualifiedName().toString())
                .ifPresent(arguments -> {
                    for (int i = 0; i < arguments.size(); i++) {
                        if (arguments.get(i).type() instanceof JavaType.Variable variable) {
                            inferred.put(variable.name(), supertype.arguments().get(i));
                        }
                    }
                });
        return inferred;
    }
}
