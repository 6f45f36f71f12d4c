package dev.runcast.contract.types;

import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;

/** Finds what Jackson writes into objects to tell subclasses apart: {@code @JsonTypeInfo} and the annotations that go with it. */
public final class Subtypes {
    private static final Map<String, String> DEFAULT_PROPERTIES =
            Map.of("NAME", "@type", "SIMPLE_NAME", "@type", "CLASS", "@class");

    private final Fields fields;

    public Subtypes(Fields fields) {
        this.fields = fields;
    }

    /**
     * What tells the class of an object.
     *
     * @param property the field that holds it, empty if it is told in a way that the contract cannot follow
     * @param value the field's value, empty if the object may be of a subclass
     */
    public record TypeId(Optional<String> property, Optional<String> value) {}

    /** Returns what tells the class of objects of {@code type}, if anything does. */
    public Optional<TypeId> of(JavaType.Declared type) {
        Jackson annotations = fields.annotations(type);
        return annotations.find("JsonTypeInfo").filter(Subtypes::isWritten).map(info -> {
            String use = info.constant("use").orElse("");
            String given = info.text("property");
            Optional<String> property = Optional.ofNullable(DEFAULT_PROPERTIES.get(use))
                    .filter(known -> info.constant("include").orElse("PROPERTY").equals("PROPERTY"))
                    .map(known -> given.isEmpty() ? known : given);
            return new TypeId(
                    property,
                    hasSubclasses(type.element()) ? Optional.empty() : Optional.of(id(type, use, annotations)));
        });
    }

    /** Returns whether objects of the class may be of a subclass that the class does not know of. */
    public static boolean hasSubclasses(TypeElement type) {
        return !type.getModifiers().contains(Modifier.FINAL)
                && !type.getModifiers().contains(Modifier.SEALED);
    }

    private static boolean isWritten(JacksonAnnotation info) {
        String use = info.constant("use").orElse("");
        return !use.equals("NONE")
                && !use.equals("DEDUCTION")
                && !info.constant("include").orElse("").equals("EXISTING_PROPERTY");
    }

    private static String id(JavaType.Declared type, String use, Jackson annotations) {
        String name = binaryName(type.element());
        String simpleName = name.substring(name.lastIndexOf('.') + 1);
        return switch (use) {
            case "NAME" ->
                listedName(type.element(), annotations)
                        .or(() -> annotations.find("JsonTypeName").map(named -> named.text("value")))
                        .filter(given -> !given.isEmpty())
                        .orElse(simpleName);
            case "SIMPLE_NAME" -> simpleName.substring(simpleName.lastIndexOf('$') + 1);
            default -> name;
        };
    }

    private static Optional<String> listedName(TypeElement type, Jackson annotations) {
        return annotations.uses().stream()
                .filter(use -> use.name().equals("JsonSubTypes"))
                .flatMap(use -> use.values("value").stream())
                .filter(AnnotationMirror.class::isInstance)
                .map(listed -> new JacksonAnnotation(type, (AnnotationMirror) listed))
                .filter(listed -> listed.value("value")
                        .filter(value -> value instanceof DeclaredType named
                                && named.asElement().equals(type))
                        .isPresent())
                .map(listed -> listed.text("name"))
                .filter(name -> !name.isEmpty())
                .findFirst();
    }

    private static String binaryName(TypeElement type) {
        return type.getEnclosingElement() instanceof TypeElement outer
                ? binaryName(outer) + "$" + type.getSimpleName()
                : type.getQualifiedName().toString();
    }
}
