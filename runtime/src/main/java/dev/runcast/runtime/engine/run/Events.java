package dev.runcast.runtime.engine.run;

import dev.runcast.runtime.Run;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The events that the engine makes. */
final class Events {
    /** The number of an event that has none until somebody asks for it. */
    static final long UNCOUNTED = 0;

    private Events() {}

    /** What all events have. */
    abstract static class Event {
        private final ActiveRun run;
        private long sequence;
        private @Nullable Instant time;

        Event(ActiveRun run, long sequence) {
            this.run = run;
            this.sequence = sequence;
        }

        public Run run() {
            return run;
        }

        public List<String> tags() {
            return run.tags();
        }

        public Map<String, @Nullable Object> metadata() {
            return run.metadata();
        }

        public long sequence() {
            if (sequence == UNCOUNTED) {
                sequence = run.state().nextSequence(); // With two threads as with the time.
            }
            return sequence;
        }

        public Instant time() {
            Instant known = time;
            if (known == null) {
                // Two threads that ask first at once may get two times, of an event whose time nobody wanted.
                known = now();
                time = known;
            }
            return known;
        }

        Instant now() {
            return Instant.now();
        }

        /** Returns what it is, as in {@code start} or {@code event "progress"}. */
        abstract String what();

        /** Returns what happened in which run, as in {@code event "progress" of the run research 019ab0c4-…}. */
        @Override
        public String toString() {
            return what() + " of the run " + run;
        }
    }

    static final class Start extends Event implements RunEvent.Start {
        private final @Nullable Object input;
        private final boolean streamed;

        Start(ActiveRun run, long sequence, @Nullable Object input, boolean streamed) {
            super(run, sequence);
            this.input = input;
            this.streamed = streamed;
        }

        @Override
        public boolean isStreamed() {
            return streamed;
        }

        @Override
        public @Nullable Object input() {
            return input;
        }

        @Override
        Instant now() {
            return run().startTime();
        }

        @Override
        String what() {
            return "start";
        }
    }

    static final class Chunk extends Event implements RunEvent.Chunk {
        private final @Nullable Object chunk;

        Chunk(ActiveRun run, long sequence, @Nullable Object chunk) {
            super(run, sequence);
            this.chunk = chunk;
        }

        @Override
        public @Nullable Object chunk() {
            return chunk;
        }

        @Override
        String what() {
            return "chunk";
        }
    }

    static final class End extends Event implements RunEvent.End {
        private final @Nullable Object input;
        private final @Nullable Object output;

        End(ActiveRun run, long sequence, @Nullable Object input, @Nullable Object output) {
            super(run, sequence);
            this.input = input;
            this.output = output;
        }

        @Override
        public @Nullable Object input() {
            return input;
        }

        @Override
        public @Nullable Object output() {
            return output;
        }

        @Override
        String what() {
            return "end";
        }
    }

    @SuppressWarnings("JavaLangClash") // It is always written as Events.Error.
    static final class Error extends Event implements RunEvent.Error {
        private final @Nullable Object input;
        private final Throwable error;

        Error(ActiveRun run, long sequence, @Nullable Object input, Throwable error) {
            super(run, sequence);
            this.input = input;
            this.error = error;
        }

        @Override
        public @Nullable Object input() {
            return input;
        }

        @Override
        public Throwable error() {
            return error;
        }

        @Override
        String what() {
            return "error";
        }
    }

    static final class Custom extends Event implements CustomEvent {
        private final String name;
        private final @Nullable Object data;
        private final Callbacks callbacks;
        private final boolean late;

        Custom(ActiveRun run, long sequence, String name, @Nullable Object data, Callbacks callbacks, boolean late) {
            super(run, sequence);
            this.name = name;
            this.data = data;
            this.callbacks = callbacks;
            this.late = late;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public @Nullable Object data() {
            return data;
        }

        @Override
        public List<String> tags() {
            return callbacks.tags();
        }

        @Override
        public Map<String, @Nullable Object> metadata() {
            return callbacks.metadata();
        }

        @Override
        public boolean isLate() {
            return late;
        }

        @Override
        String what() {
            return "event \"" + name + "\"";
        }
    }
}
