package dev.runcast.processor.contract.discovery;

import dev.runcast.processor.discovery.AnnotationUse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/**
 * Jackson's annotations on something, which it may read from several declarations: those of a field count for its getter, those
 * of a class for its subclasses. They are known by their names, since the processor does not depend on Jackson.
 */
public record Jackson(List<AnnotationUse> uses) {
    private static final List<String> PACKAGES = List.of("com.fasterxml.jackson.", "tools.jackson.");
    private static final String BUNDLE = "com.fasterxml.jackson.annotation.JacksonAnnotationsInside";

    /** Those of a class that the contract follows, or that change nothing about what is written. */
    private static final Set<String> KNOWN_ON_TYPES = Set.of(
            "JsonClassDescription",
            "JsonDeserialize",
            "JsonIgnoreProperties",
            "JsonInclude",
            "JsonPOJOBuilder",
            "JsonPropertyOrder",
            "JsonRootName",
            "JsonSubTypes",
            "JsonTypeInfo",
            "JsonTypeName",
            "JsonView");

    /** The same, of members. */
    private static final Set<String> KNOWN_ON_MEMBERS = Set.of(
            "JacksonInject",
            "JsonAlias",
            "JsonCreator",
            "JsonDeserialize",
            "JsonGetter",
            "JsonIgnore",
            "JsonInclude",
            "JsonManagedReference",
            "JsonMerge",
            "JsonProperty",
            "JsonPropertyDescription",
            "JsonSetter",
            "JsonView");

    /** Those by which a member becomes no field, but others may appear in its stead. */
    private static final Set<String> DISSOLVING =
            Set.of("JsonAnyGetter", "JsonBackReference", "JsonTypeId", "JsonUnwrapped");

    /** Reads the annotations of {@code elements}. The first of a kind counts. */
    static Jackson on(Collection<? extends Element> elements) {
        List<AnnotationUse> uses = new ArrayList<>();
        for (Element element : elements) {
            for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
                TypeElement type = (TypeElement) mirror.getAnnotationType().asElement();
                if (isOfJackson(type) || AnnotationUse.find(type, BUNDLE).isPresent()) {
                    uses.add(new AnnotationUse(element, mirror));
                }
            }
        }
        return new Jackson(uses);
    }

    /** Returns the annotation of this simple name. */
    Optional<AnnotationUse> find(String simpleName) {
        return uses.stream().filter(use -> name(use).equals(simpleName)).findFirst();
    }

    /** Returns whether there is one that the contract cannot follow, on a class. */
    public boolean isUnknownType() {
        return uses.stream().anyMatch(use -> !isOfJackson(type(use)) || !KNOWN_ON_TYPES.contains(name(use)));
    }

    /** Returns whether there is one that the contract cannot follow, on a member. */
    boolean isUnknownMember() {
        return uses.stream().anyMatch(use -> !isOfJackson(type(use)) || !KNOWN_ON_MEMBERS.contains(name(use)));
    }

    boolean isDissolved() {
        return uses.stream().map(Jackson::name).anyMatch(DISSOLVING::contains);
    }

    /** Returns whether a switch such as {@code @JsonIgnore} is there, and not turned off. */
    boolean isOn(String simpleName) {
        return find(simpleName)
                .filter(use -> !use.text("value").equals("false"))
                .isPresent();
    }

    /** Returns the name that a member is given, if it is given one. */
    Optional<String> propertyName() {
        return uses.stream()
                .filter(use -> isNaming(name(use)))
                .map(use -> use.text("value"))
                .filter(name -> !name.isEmpty())
                .findFirst();
    }

    /** Returns whether a member that is not public is a field all the same. */
    boolean isExplicit() {
        return uses.stream()
                .anyMatch(use -> isNaming(name(use)) && use.element().getKind() != ElementKind.PARAMETER);
    }

    /** Returns the value of an enum-typed member, by its constant's name. */
    static Optional<String> constant(AnnotationUse use, String member) {
        return use.value(member)
                .map(value -> value.getValue() instanceof VariableElement constant
                        ? constant.getSimpleName().toString()
                        : value.getValue().toString());
    }

    /** Returns the texts that a member lists. */
    static List<String> texts(AnnotationUse use, String member) {
        return use.values(member).stream()
                .map(value -> value.getValue().toString())
                .toList();
    }

    private static boolean isNaming(String name) {
        return name.equals("JsonProperty") || name.equals("JsonGetter");
    }

    private static String name(AnnotationUse use) {
        return type(use).getSimpleName().toString();
    }

    private static TypeElement type(AnnotationUse use) {
        return (TypeElement) use.mirror().getAnnotationType().asElement();
    }

    private static boolean isOfJackson(TypeElement type) {
        String name = type.getQualifiedName().toString();
        return PACKAGES.stream().anyMatch(name::startsWith);
    }

    static boolean isPublic(Element element) {
        return element.getModifiers().contains(Modifier.PUBLIC);
    }
}
