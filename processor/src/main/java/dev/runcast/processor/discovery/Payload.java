package dev.runcast.processor.discovery;

import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/**
 * The data of an event.
 *
 * @param named the class that the annotation names
 * @param type the type of the data: that class without type arguments or, where it extends {@code TypeRef}, what it names by that
 */
public record Payload(TypeMirror named, TypeMirror type) {
    /** The class by whose subclasses annotations name generic types. */
    public static final String TYPE_REF = "dev.runcast.runtime.TypeRef";

    /** Returns the payload that an annotation names by a class. */
    static Payload of(TypeMirror named, Types types) {
        TypeMirror superclass = named;
        while (superclass.getKind() == TypeKind.DECLARED) {
            if (isTypeRef(superclass)) {
                return new Payload(named, argument((DeclaredType) superclass, types));
            }
            List<? extends TypeMirror> supertypes = types.directSupertypes(superclass);
            if (supertypes.isEmpty()) {
                break;
            }
            superclass = supertypes.get(0);
        }
        return new Payload(named, types.erasure(named));
    }

    /** Returns what stands for {@code T} in {@code TypeRef<T>}: itself if it is raw. */
    private static TypeMirror argument(DeclaredType typeRef, Types types) {
        TypeMirror argument = typeRef.getTypeArguments().isEmpty()
                ? ((TypeElement) typeRef.asElement()).getTypeParameters().get(0).asType()
                : typeRef.getTypeArguments().get(0);
        return isGeneric(argument) || isOpen(argument) ? argument : types.erasure(argument);
    }

    static boolean isTypeRef(TypeMirror type) {
        return type instanceof DeclaredType declared
                && ((TypeElement) declared.asElement()).getQualifiedName().contentEquals(TYPE_REF);
    }

    /** Returns whether the data are of a type that no class literal names. */
    public boolean isGeneric() {
        return isGeneric(type);
    }

    private static boolean isGeneric(TypeMirror type) {
        return TypeMirrors.parts(type)
                .anyMatch(part -> part instanceof DeclaredType declared
                        && !declared.getTypeArguments().isEmpty());
    }

    /** Returns whether a {@code TypeRef} is raw, or names a type variable. */
    public boolean isOpen() {
        return isOpen(type);
    }

    private static boolean isOpen(TypeMirror type) {
        return TypeMirrors.parts(type).anyMatch(part -> part.getKind() == TypeKind.TYPEVAR);
    }
}
