package dev.runcast.processor.model;

import dev.runcast.processor.discovery.TypeMirrors;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** From where a generated member may be used, the least first. Protected counts as package-private. */
public enum Visibility {
    PRIVATE,
    PACKAGE,
    PUBLIC;

    /** Returns the visibility of a type or method, which is no more than that of the types around it. */
    public static Visibility of(Element element) {
        Visibility own = element.getModifiers().contains(Modifier.PUBLIC)
                ? PUBLIC
                : element.getModifiers().contains(Modifier.PRIVATE) ? PRIVATE : PACKAGE;
        return element.getEnclosingElement() instanceof TypeElement outer ? least(own, of(outer)) : own;
    }

    /** Returns the visibility of the least visible class in {@code type}. */
    public static Visibility of(TypeMirror type) {
        return of(Stream.of(type));
    }

    /** Returns the visibility of the least visible class in {@code types}. One that is yet to be generated does not count. */
    public static Visibility of(Stream<? extends TypeMirror> types) {
        return types.flatMap(TypeMirrors::parts)
                .filter(part -> part instanceof DeclaredType && !TypeMirrors.isMissing(part))
                .map(part -> of(((DeclaredType) part).asElement()))
                .min(Visibility::compareTo)
                .orElse(PUBLIC);
    }

    /** Returns the least of both. */
    public static Visibility least(Visibility one, Visibility other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
