package dev.runcast.processor.discovery;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/**
 * The types whose wrappers can be written, since all that their methods name exists, or is a wrapper of one of these types: wrappers
 * may name themselves and each other.
 */
public final class ResolvedTypes {
    private final Set<AnnotatedType> types;

    /** The wrappers that can be named. Compilers forget the arguments of a generic type that does not exist yet. */
    private final Set<String> wrappers;

    private ResolvedTypes(Stream<AnnotatedType> types) {
        this.types = types.collect(Collectors.toSet());
        this.wrappers = this.types.stream()
                .filter(type -> type.element().getTypeParameters().isEmpty())
                .map(type -> type.names().qualified(type.names().runnables()))
                .collect(Collectors.toSet());
    }

    /** Finds them, by taking away those that name what does not exist until no more are. */
    public static ResolvedTypes among(List<AnnotatedType> types) {
        ResolvedTypes remaining = new ResolvedTypes(
                types.stream().filter(type -> !type.runnables().isEmpty()));
        while (true) {
            ResolvedTypes resolved = new ResolvedTypes(remaining.types.stream().filter(remaining::resolves));
            if (resolved.types.size() == remaining.types.size()) {
                return resolved;
            }
            remaining = resolved;
        }
    }

    /** Returns whether the wrapper of {@code type} can be written. */
    public boolean contains(AnnotatedType type) {
        return types.contains(type);
    }

    /** Returns the first type in the signature of {@code method} that neither exists nor will. */
    public Optional<TypeMirror> missingIn(AnnotatedMethod method) {
        return method.missingTypes()
                .filter(missing -> !wrappers.contains(qualifiedName(missing, method.type())))
                .findFirst();
    }

    private boolean resolves(AnnotatedType type) {
        return type.runnables().stream().allMatch(method -> missingIn(method).isEmpty());
    }

    /** What does not exist yet is known as it is written, without its package if it has the same one. */
    private static String qualifiedName(TypeMirror missing, AnnotatedType user) {
        String written = ((DeclaredType) missing).asElement().toString();
        return written.contains(".") ? written : user.names().qualified(written);
    }
}
