package dev.runcast.contract.types;

import dev.runcast.contract.types.JavaType.Use;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Finds the fields of JSON objects by the rules of Jackson 3: record components, getters and public fields. */
public final class Fields {
    private static final Set<String> WITHOUT_NULL = Set.of("NON_NULL", "NON_ABSENT", "NON_EMPTY");
    private static final Set<String> BOOLEANS =
            Set.of("java.lang.Boolean", "java.util.concurrent.atomic.AtomicBoolean");

    private final PayloadTypes types;

    public Fields(PayloadTypes types) {
        this.types = types;
    }

    /** Returns Jackson's annotations of the class, inherited ones too. */
    Jackson annotations(JavaType.Declared type) {
        return Jackson.on(
                types.hierarchy(type).stream().map(JavaType.Declared::element).toList());
    }

    /** Returns whether there is an annotation on the class that the contract cannot follow. */
    public boolean isUnknown(JavaType.Declared type) {
        return annotations(type).isUnknownType();
    }

    /** Returns what stands for the whole object, by {@code @JsonValue}. */
    public Optional<Use> value(JavaType.Declared type) {
        return types.hierarchy(type).stream()
                .flatMap(declaring -> declaring.element().getEnclosedElements().stream()
                        .filter(member -> Jackson.on(List.of(member)).isOn("JsonValue"))
                        .map(member -> type(member, declaring)))
                .findFirst();
    }

    /** Returns the constants of an enum by the names that are written. */
    public List<Field> constants(TypeElement type) {
        List<Field> constants = new ArrayList<>();
        for (VariableElement constant : ElementFilter.fieldsIn(type.getEnclosedElements())) {
            if (constant.getKind() == ElementKind.ENUM_CONSTANT) {
                Optional<String> name = Jackson.on(List.of(constant)).propertyName();
                constants.add(new Field(
                        name.orElse(constant.getSimpleName().toString()),
                        new Use(new JavaType.Unknown(), false),
                        true,
                        constant));
            }
        }
        constants.sort(Comparator.comparing(Field::name));
        return constants;
    }

    /** Returns whether annotations put fields into objects of the class that are not told by {@link #of}. */
    public boolean areIncomplete(JavaType.Declared type) {
        return candidates(type).values().stream()
                .anyMatch(candidate -> Jackson.on(candidate.declarations()).isDissolved());
    }

    /** Returns the fields of objects of the class: record components in their order, then the others by their names. */
    public List<Field> of(JavaType.Declared type) {
        Jackson onType = annotations(type);
        Set<String> names = new HashSet<>(onType.find("JsonIgnoreProperties").stream()
                .flatMap(use -> use.values("value").stream())
                .map(Object::toString)
                .toList());
        List<Field> components = new ArrayList<>();
        List<Field> others = new ArrayList<>();
        Set<String> componentNames = componentNames(type.element());
        candidates(type)
                .forEach((implicitName, candidate) -> field(implicitName, candidate, onType)
                        .filter(field -> names.add(field.name()))
                        .ifPresent((componentNames.contains(implicitName) ? components : others)::add));
        others.sort(Comparator.comparing(Field::name));
        components.addAll(others);
        return components;
    }

    private static Set<String> componentNames(TypeElement type) {
        Set<String> names = new HashSet<>();
        type.getRecordComponents()
                .forEach(component -> names.add(component.getSimpleName().toString()));
        return names;
    }

    private Optional<Field> field(String implicitName, Candidate candidate, Jackson onType) {
        Jackson annotations = Jackson.on(candidate.declarations());
        Optional<Member> written = candidate.written();
        if (written.isEmpty() || annotations.isDissolved() || isIgnored(candidate, annotations)) {
            return Optional.empty();
        }
        Member member = written.get();
        Use declared = type(member.element(), member.owner());
        if (declared.type() instanceof JavaType.Declared type
                && annotations(type).isOn("JsonIgnoreType")) {
            return Optional.empty();
        }
        String included = annotations
                .find("JsonInclude")
                .or(() -> onType.find("JsonInclude"))
                .flatMap(use -> use.constant("value"))
                .orElse("ALWAYS");
        boolean isUnknown = annotations.isUnknownMember();
        Use type = WITHOUT_NULL.contains(included) ? new Use(declared.type(), false) : declared;
        return Optional.of(new Field(
                annotations.propertyName().orElse(implicitName),
                isUnknown ? new Use(new JavaType.Unknown(), true) : type,
                included.equals("ALWAYS") && !isUnknown,
                candidate.origin()));
    }

    /** An ignored accessor takes the others with it, unless one of them says that it is a property. */
    private static boolean isIgnored(Candidate candidate, Jackson annotations) {
        boolean isWriteOnly = annotations
                .find("JsonProperty")
                .flatMap(use -> use.constant("access"))
                .filter("WRITE_ONLY"::equals)
                .isPresent();
        return isWriteOnly
                || (annotations.isOn("JsonIgnore")
                        && candidate.members().stream()
                                .map(member -> Jackson.on(List.of(member.element())))
                                .noneMatch(own -> own.isExplicit() && !own.isOn("JsonIgnore")));
    }

    private Use type(Element member, JavaType.Declared owner) {
        Map<String, Use> variables = PayloadTypes.variables(owner);
        TypeMirror type = member instanceof ExecutableElement method ? method.getReturnType() : member.asType();
        return types.resolve(type, member, variables);
    }

    private Map<String, Candidate> candidates(JavaType.Declared type) {
        Map<String, Candidate> candidates = new LinkedHashMap<>();
        for (RecordComponentElement component : type.element().getRecordComponents()) {
            candidate(component.getSimpleName().toString(), candidates)
                    .declarations()
                    .add(component);
        }
        Set<String> componentNames = componentNames(type.element());
        for (JavaType.Declared declaring : types.hierarchy(type)) {
            for (ExecutableElement method :
                    ElementFilter.methodsIn(declaring.element().getEnclosedElements())) {
                String name = method.getSimpleName().toString();
                accessorName(method, componentNames)
                        .ifPresent(property -> candidate(property, candidates).addMember(method, declaring));
                setterName(method, name)
                        .ifPresent(property ->
                                candidate(property, candidates).declarations().add(method));
            }
        }
        for (JavaType.Declared declaring : types.hierarchy(type)) {
            for (VariableElement field :
                    ElementFilter.fieldsIn(declaring.element().getEnclosedElements())) {
                if (!field.getModifiers().contains(Modifier.STATIC)
                        && !field.getModifiers().contains(Modifier.TRANSIENT)) {
                    candidate(field.getSimpleName().toString(), candidates).addMember(field, declaring);
                }
            }
        }
        return candidates;
    }

    private static Candidate candidate(String name, Map<String, Candidate> candidates) {
        return candidates.computeIfAbsent(name, key -> new Candidate(new ArrayList<>(), new ArrayList<>()));
    }

    private static Optional<String> accessorName(ExecutableElement method, Set<String> componentNames) {
        String name = method.getSimpleName().toString();
        if (method.getModifiers().contains(Modifier.STATIC)
                || !method.getParameters().isEmpty()
                || method.getReturnType().getKind() == TypeKind.VOID) {
            return Optional.empty();
        }
        if (componentNames.contains(name)) {
            return Optional.of(name);
        }
        Optional<String> property = propertyName(name, "get")
                .or(() -> isBoolean(method.getReturnType()) ? propertyName(name, "is") : Optional.empty());
        return property.or(() -> Jackson.on(List.of(method)).isExplicit() ? Optional.of(name) : Optional.empty());
    }

    private static Optional<String> setterName(ExecutableElement method, String name) {
        return method.getParameters().size() == 1 && !method.getModifiers().contains(Modifier.STATIC)
                ? propertyName(name, "set")
                : Optional.empty();
    }

    /** {@code getUrl} is {@code url}, {@code getURL} is {@code URL}, and {@code gettable} is no getter. */
    private static Optional<String> propertyName(String method, String prefix) {
        if (!method.startsWith(prefix)
                || method.length() == prefix.length()
                || !Character.isUpperCase(method.charAt(prefix.length()))) {
            return Optional.empty();
        }
        String name = method.substring(prefix.length());
        return Optional.of(
                name.length() > 1 && Character.isUpperCase(name.charAt(1))
                        ? name
                        : Character.toLowerCase(name.charAt(0)) + name.substring(1));
    }

    private static boolean isBoolean(TypeMirror type) {
        if (type.getKind() == TypeKind.BOOLEAN) {
            return true;
        }
        return type instanceof DeclaredType declared
                && declared.asElement() instanceof TypeElement element
                && (BOOLEANS.contains(element.getQualifiedName().toString())
                        || isReferenceToBoolean(declared, element));
    }

    private static boolean isReferenceToBoolean(DeclaredType type, TypeElement element) {
        return PayloadTypes.REFERENCES.contains(element.getQualifiedName().toString())
                && type.getTypeArguments().size() == 1
                && isBoolean(type.getTypeArguments().get(0));
    }

    /** What may become a field. */
    private record Candidate(List<Element> declarations, List<Member> members) {
        void addMember(Element element, JavaType.Declared owner) {
            members.add(new Member(element, owner));
            declarations.add(element);
        }

        /** Returns what messages point at. javac knows no place of a record component, but one of its field. */
        Element origin() {
            return declarations.stream()
                    .filter(declaration -> isComponent() && declaration.getKind() == ElementKind.FIELD)
                    .findFirst()
                    .orElse(declarations.get(0));
        }

        private boolean isComponent() {
            return declarations.get(0) instanceof RecordComponentElement;
        }

        /** Returns the member that the value is read from. */
        Optional<Member> written() {
            return members.stream()
                    .filter(member -> isComponent()
                            || Jackson.isPublic(member.element())
                            || Jackson.on(List.of(member.element())).isExplicit())
                    .findFirst();
        }
    }

    /** A method or field that gives a value, and the class that declares it. */
    private record Member(Element element, JavaType.Declared owner) {}
}
