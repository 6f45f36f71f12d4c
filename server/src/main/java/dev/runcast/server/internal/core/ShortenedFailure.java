package dev.runcast.server.internal.core;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a failure in the log whose stack trace is too long for it, as that of a stack overflow or of many causes. It has the text
 * of the failure, the first lines of its stack trace, and the first of its causes.
 */
final class ShortenedFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** How many lines the stack trace of a failure may have, with those of its causes, before it is shortened. */
    private static final int MAX_LINES = 200;

    private static final int MAX_FRAMES = 30;
    private static final int MAX_CAUSES = 4;

    private ShortenedFailure(Throwable failure, int causes) {
        super(failure.toString(), cause(failure, causes), false, true);
        StackTraceElement[] frames = failure.getStackTrace();
        setStackTrace(Arrays.copyOf(frames, Math.min(frames.length, MAX_FRAMES)));
    }

    private static @Nullable Throwable cause(Throwable failure, int causes) {
        return failure.getCause() == null || causes == 0 ? null : new ShortenedFailure(failure.getCause(), causes - 1);
    }

    /** Stands for a failure whose own methods fail. */
    private ShortenedFailure(String className) {
        super(className + ", whose text cannot be had", null, false, true);
    }

    /** Returns what to log of a failure: itself, unless its stack trace is too long or its methods fail, which the log would call. */
    static Throwable of(Throwable failure) {
        try {
            Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
            return lines(failure, seen) <= MAX_LINES ? failure : new ShortenedFailure(failure, MAX_CAUSES);
        } catch (Throwable unspeakable) {
            return new ShortenedFailure(failure.getClass().getName());
        }
    }

    /** Returns how many lines a stack trace has, or some number beyond the limit. */
    private static int lines(@Nullable Throwable failure, Set<Throwable> seen) {
        if (failure == null || seen.size() > MAX_LINES || !seen.add(failure)) {
            return 0;
        }
        var unused = failure.getMessage() + failure.getLocalizedMessage() + failure;
        int lines = 1 + failure.getStackTrace().length + lines(failure.getCause(), seen);
        for (Throwable suppressed : failure.getSuppressed()) {
            lines += lines(suppressed, seen);
        }
        return lines;
    }
}
