package dev.runcast.processor.model;

import dev.runcast.processor.discovery.RunType;
import dev.runcast.processor.discovery.TypeMirrors;
import javax.lang.model.type.TypeMirror;

/**
 * An estimate of what a generated class needs of a class file, which has room for 65,535 constants and as many bytes of static
 * initializer. Compilers say of larger classes only that their code is too large.
 *
 * <p>The constants of an emitter are the first to have no room, and the static initializer of a wrapper. A generous estimate does: it
 * only has to be less than the limit for what people write.
 */
public final class ClassFileSize {
    /** Less than there is, for what is not counted. */
    private static final int LIMIT = 60_000;

    private static final int BYTES_OF_VALUE = 3;
    private static final int BYTES_OF_CALL = 3;
    private static final int BYTES_OF_ARRAY = 6;
    private static final int BYTES_OF_ARRAY_ELEMENT = BYTES_OF_VALUE + 5;

    private ClassFileSize() {}

    /** Returns whether the emitter fits into a class file. */
    public static boolean isEnoughFor(EventsClass events) {
        return events.events().stream().mapToInt(ClassFileSize::constantsOf).sum() < LIMIT;
    }

    /** Returns whether the wrapper fits into a class file. */
    public static boolean isEnoughFor(RunnablesClass runnables) {
        return runnables.methods().stream().mapToInt(ClassFileSize::bytesOf).sum() < LIMIT;
    }

    private static int constantsOf(Event event) {
        return event.payload().isEmpty() ? 9 : 16 + event.components().size();
    }

    /** Follows the calls in the initializer of the descriptor. */
    private static int bytesOf(RunnableMethod method) {
        int bytes = BYTES_OF_VALUE + BYTES_OF_CALL; // builder(name)
        bytes += method.runType() == RunType.CHAIN ? 0 : BYTES_OF_VALUE + BYTES_OF_CALL;
        bytes += method.description().isBlank() ? 0 : BYTES_OF_VALUE + BYTES_OF_CALL;
        bytes += bytesOfArray(method.tags().size());
        bytes += method.metadata().size() * (2 * BYTES_OF_VALUE + BYTES_OF_CALL);
        bytes += method.inputs().stream().mapToInt(ClassFileSize::bytesOf).sum();
        bytes += method.hasInputRecord() ? BYTES_OF_VALUE + BYTES_OF_CALL : 0;
        bytes += method.output().map(ClassFileSize::bytesOf).orElse(BYTES_OF_VALUE) + BYTES_OF_CALL;
        bytes += bytesOfArray(method.events().size());
        return bytes + BYTES_OF_CALL + BYTES_OF_VALUE; // build(), and the constant
    }

    private static int bytesOf(Argument.Input input) {
        return BYTES_OF_VALUE
                + bytesOf(input.parameter().asType())
                + (input.description().isEmpty() ? 0 : BYTES_OF_VALUE)
                + BYTES_OF_CALL;
    }

    /** Each type that a generic type is made of takes a call, an array and an element of another. */
    private static int bytesOf(TypeMirror type) {
        int others = (int) TypeMirrors.parts(type).count() - 1;
        return BYTES_OF_VALUE + others * (BYTES_OF_CALL + BYTES_OF_ARRAY + BYTES_OF_ARRAY_ELEMENT);
    }

    private static int bytesOfArray(int elements) {
        return elements == 0 ? 0 : BYTES_OF_ARRAY + elements * BYTES_OF_ARRAY_ELEMENT + BYTES_OF_CALL;
    }
}
