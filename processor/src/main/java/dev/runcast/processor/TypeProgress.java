package dev.runcast.processor;

import dev.runcast.processor.diagnostic.Diagnostic;
import dev.runcast.processor.discovery.AnnotatedType;
import dev.runcast.processor.discovery.TypeName;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is known of a type over the rounds. It holds no elements, since they do not outlive a round. */
final class TypeProgress {
    private final TypeName name;
    private boolean isFinished;
    private boolean hasFaultlessEvents;
    private boolean hasFaultlessRunnables;
    private @Nullable Function<AnnotatedType, Diagnostic> failure;

    /** Begins with the type of this name. */
    TypeProgress(TypeName name) {
        this.name = name;
    }

    TypeName name() {
        return name;
    }

    /** Returns whether there is nothing more to write. */
    boolean isFinished() {
        return isFinished;
    }

    void finish() {
        isFinished = true;
    }

    /** Returns whether the events were found without fault, and need not be checked again. */
    boolean hasFaultlessEvents() {
        return hasFaultlessEvents;
    }

    void foundFaultlessEvents() {
        hasFaultlessEvents = true;
    }

    /** Returns whether the runnables were found without fault, and need not be checked again. */
    boolean hasFaultlessRunnables() {
        return hasFaultlessRunnables;
    }

    void foundFaultlessRunnables() {
        hasFaultlessRunnables = true;
    }

    /** Keeps what went wrong while classes were written. It is told in the last round, of the element that the type is by then. */
    void fail(Function<AnnotatedType, Diagnostic> failure) {
        this.failure = failure;
    }

    /** Returns what went wrong while classes were written. */
    Optional<Diagnostic> failure(AnnotatedType type) {
        return Optional.ofNullable(failure).map(known -> known.apply(type));
    }
}
