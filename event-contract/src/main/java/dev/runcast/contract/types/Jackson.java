package dev.runcast.contract.types;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;

/**
 * Jackson's annotations on something, which it may read from several declarations: those of a field count for its getter, those
 * of a class for its subclasses. They are known by their names, since nothing here depends on Jackson.
 */
record Jackson(List<JacksonAnnotation> uses) {
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
        List<JacksonAnnotation> uses = new ArrayList<>();
        for (Element element : elements) {
            for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
                JacksonAnnotation use = new JacksonAnnotation(element, mirror);
                if (use.isOfJackson() || JacksonAnnotation.isPresent(use.type(), BUNDLE)) {
                    uses.add(use);
                }
            }
        }
        return new Jackson(uses);
    }

    /** Returns the annotation of this simple name. */
    Optional<JacksonAnnotation> find(String simpleName) {
        return uses.stream().filter(use -> use.name().equals(simpleName)).findFirst();
    }

    /** Returns whether there is one that the contract cannot follow, on a class. */
    boolean isUnknownType() {
        return uses.stream().anyMatch(use -> !use.isOfJackson() || !KNOWN_ON_TYPES.contains(use.name()));
    }

    /** Returns whether there is one that the contract cannot follow, on a member. */
    boolean isUnknownMember() {
        return uses.stream().anyMatch(use -> !use.isOfJackson() || !KNOWN_ON_MEMBERS.contains(use.name()));
    }

    boolean isDissolved() {
        return uses.stream().map(JacksonAnnotation::name).anyMatch(DISSOLVING::contains);
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
                .filter(use -> isNaming(use.name()))
                .map(use -> use.text("value"))
                .filter(name -> !name.isEmpty())
                .findFirst();
    }

    /** Returns whether a member that is not public is a field all the same. */
    boolean isExplicit() {
        return uses.stream()
                .anyMatch(use -> isNaming(use.name()) && use.element().getKind() != ElementKind.PARAMETER);
    }

    private static boolean isNaming(String name) {
        return name.equals("JsonProperty") || name.equals("JsonGetter");
    }

    static boolean isPublic(Element element) {
        return element.getModifiers().contains(Modifier.PUBLIC);
    }
}
