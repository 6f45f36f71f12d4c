package dev.runcast.runtime.callback;

import dev.runcast.runtime.Run;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a run: its start, a chunk of its output, its end, its error or a {@link CustomEvent}.
 *
 * <p>Events do not change, and may be kept and read from any thread. Inputs, outputs and data are the program's own objects,
 * handed on by reference.
 */
public abstract sealed class RunEvent
        permits RunEvent.Start, RunEvent.Chunk, RunEvent.End, RunEvent.Error, CustomEvent {
    private final Run run;
    private final long sequence;
    private @Nullable Instant time;

    RunEvent(Run run, long sequence) {
        this.run = Objects.requireNonNull(run, "run");
        this.sequence = sequence;
    }

    /** Returns the run in which it happened. */
    public Run run() {
        return run;
    }

    /**
     * Returns the tags of the event: those of the run, except that a {@link CustomEvent} has the tags that the run hands down
     * to the runs below it, and those of the config it was dispatched with.
     */
    public List<String> tags() {
        return run.tags();
    }

    /** Returns the metadata of the event, which come from the run as the tags do. */
    public Map<String, @Nullable Object> metadata() {
        return run.metadata();
    }

    /**
     * Returns when it happened. If all handlers that got it {@linkplain CallbackHandler#ignoresTimes ignore times}, that is not known,
     * and it is the time of the first question.
     */
    public Instant time() {
        Instant known = time;
        if (known == null) {
            // Two threads that ask first at once may get two times, of an event whose time nobody wanted.
            known = this instanceof Start ? run.startTime() : Instant.now();
            time = known;
        }
        return known;
    }

    /** Returns the number of the event among those of the root run and all runs below it, counted from 1. */
    public long sequence() {
        return sequence;
    }

    /** Returns what happened in which run, as in {@code event "progress" of the run research 019ab0c4-…}. */
    @Override
    public String toString() {
        String what = this instanceof CustomEvent custom
                ? "event \"" + custom.name() + "\""
                : getClass().getSimpleName().toLowerCase(Locale.ROOT);
        return what + " of the run " + run;
    }

    /** A run starts. */
    public static final class Start extends RunEvent {
        private final @Nullable Object input;
        private final boolean streamed;

        /** Creates an event, as the runtime does. */
        public Start(Run run, long sequence, @Nullable Object input, boolean streamed) {
            super(run, sequence);
            this.input = input;
            this.streamed = streamed;
        }

        /**
         * Returns whether the output of the run is taken in chunks. Below the root the input of such a run may still be in the
         * making when it starts, and is not told then.
         */
        public boolean isStreamed() {
            return streamed;
        }

        /** Returns the input: null for none, the only parameter, or a map by parameter name of several or of a tool's. */
        public @Nullable Object input() {
            return input;
        }
    }

    /** A streaming run made a chunk of its output. */
    public static final class Chunk extends RunEvent {
        private final @Nullable Object chunk;

        /** Creates an event, as the runtime does. */
        public Chunk(Run run, long sequence, @Nullable Object chunk) {
            super(run, sequence);
            this.chunk = chunk;
        }

        /** Returns the chunk. */
        public @Nullable Object chunk() {
            return chunk;
        }
    }

    /** A run ended well. */
    public static final class End extends RunEvent {
        private final @Nullable Object input;
        private final @Nullable Object output;

        /** Creates an event, as the runtime does. */
        public End(Run run, long sequence, @Nullable Object input, @Nullable Object output) {
            super(run, sequence);
            this.input = input;
            this.output = output;
        }

        /** Returns the input, as at the {@linkplain Start#input() start}. */
        public @Nullable Object input() {
            return input;
        }

        /** Returns what the run returned, null for {@code void}. */
        public @Nullable Object output() {
            return output;
        }
    }

    /** A run failed or was cancelled. */
    @SuppressWarnings("JavaLangClash") // It is always written as RunEvent.Error.
    public static final class Error extends RunEvent {
        private final @Nullable Object input;
        private final Throwable error;

        /** Creates an event, as the runtime does. */
        public Error(Run run, long sequence, @Nullable Object input, Throwable error) {
            super(run, sequence);
            this.input = input;
            this.error = Objects.requireNonNull(error, "error");
        }

        /** Returns the input, as at the {@linkplain Start#input() start}. */
        public @Nullable Object input() {
            return input;
        }

        /** Returns what the run threw, never wrapped. */
        public Throwable error() {
            return error;
        }
    }
}
