package dev.runcast.processor.model;

import java.util.List;
import java.util.Optional;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;

/** The type of the chunks that a sink takes. */
public final class ChunkType {
    private ChunkType() {}

    /** Returns {@code T} for a {@code ChunkSink<T>} or {@code ChunkSink<? super T>}, and nothing for a sink that names no type. */
    public static Optional<TypeMirror> of(TypeMirror sink) {
        List<? extends TypeMirror> arguments = ((DeclaredType) sink).getTypeArguments();
        if (arguments.isEmpty()) {
            return Optional.empty();
        }
        return arguments.get(0) instanceof WildcardType wildcard
                ? Optional.ofNullable(wildcard.getSuperBound())
                : Optional.of(arguments.get(0));
    }
}
