package dev.runcast.processor.discovery;

import java.util.Comparator;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * The name of a type, by which it is found again in a later round. Two modules of a compilation may have types of one qualified name.
 *
 * @param module the name of the module, empty for none
 */
public record TypeName(String qualified, String module) implements Comparable<TypeName> {
    private static final Comparator<TypeName> ORDER =
            Comparator.comparing(TypeName::qualified).thenComparing(TypeName::module);

    /** Returns the name of a type. */
    public static TypeName of(TypeElement type) {
        Element module = TypeMirrors.packageOf(type).getEnclosingElement();
        return new TypeName(
                type.getQualifiedName().toString(),
                module instanceof ModuleElement named ? named.getQualifiedName().toString() : "");
    }

    /** Finds the type, or nothing if it does not exist. */
    public Optional<TypeElement> find(Elements elements) {
        return Optional.ofNullable(
                module.isEmpty()
                        ? elements.getTypeElement(qualified)
                        : elements.getTypeElement(elements.getModuleElement(module), qualified));
    }

    @Override
    public int compareTo(TypeName other) {
        return ORDER.compare(this, other);
    }
}
