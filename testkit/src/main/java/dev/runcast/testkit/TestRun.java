package dev.runcast.testkit;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.ManualRun;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A run that a test makes up, for unit tests of handlers. Say what it takes, emits and returns; it hands out its events, which the test
 * gives to the handler one by one:
 *
 * <pre>{@code
 * TestRun run = TestRun.builder("search")
 *     .type(RunType.TOOL)
 *     .input(Map.of("query", "tea"))
 *     .event(SearchEvents.FOUND, new Found(3))
 *     .output("three pages")
 *     .run();
 * handler.onRunStart(run.start());
 * handler.onCustomEvent(run.customEvents().get(0));
 * handler.onRunEnd(run.end());
 * }</pre>
 *
 * <p>The run is a real one, so that its events are what handlers really get: with ids, times and numbers, with the tags and metadata of
 * its config. Handlers that are registered for the process hear of it, too. To give a handler all events at once, have it in the
 * {@linkplain Builder#config config}.
 *
 * <p>It has ended when the test gets it, and does not change any more. Safe for any number of threads.
 *
 * @since 0.1
 */
public final class TestRun {
    private final Run run;
    private final RecordingCallbackHandler recording;

    private TestRun(Run run, RecordingCallbackHandler recording) {
        this.run = run;
        this.recording = recording;
    }

    /** Returns a builder of runs of this name. Unless it is told otherwise, they are chains with null as input and output. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** Returns the run itself. */
    public Run run() {
        return run;
    }

    /** Returns all events of the run, in the order in which they happened. Unmodifiable. */
    public List<RunEvent> events() {
        return recording.events();
    }

    /** Returns the start of the run. */
    public RunEvent.Start start() {
        return only(RunEvent.Start.class);
    }

    /** Returns the chunks of the output, in their order; none if there are none. Unmodifiable. */
    public List<RunEvent.Chunk> chunks() {
        return all(RunEvent.Chunk.class);
    }

    /** Returns the custom events, in their order, late ones last; none if there are none. Unmodifiable. */
    public List<CustomEvent> customEvents() {
        return all(CustomEvent.class);
    }

    /**
     * Returns the end of the run.
     *
     * @throws IllegalStateException if the run failed
     */
    public RunEvent.End end() {
        return only(RunEvent.End.class);
    }

    /**
     * Returns the error of the run.
     *
     * @throws IllegalStateException if the run ended well
     */
    public RunEvent.Error error() {
        return only(RunEvent.Error.class);
    }

    private <T extends RunEvent> T only(Class<T> type) {
        List<T> events = all(type);
        if (events.isEmpty()) {
            throw new IllegalStateException("The run \"" + run.name() + "\" has no " + type.getSimpleName()
                    + ". Builder.error(…) decides whether a run ends well or fails.");
        }
        return events.get(0);
    }

    private <T extends RunEvent> List<T> all(Class<T> type) {
        return events().stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Returns what the run did, as text for people. */
    @Override
    public String toString() {
        return recording.toText();
    }

    /**
     * Collects what a run is to do. It chunks and emits in the order in which that was said. For one thread.
     *
     * @since 0.1
     */
    public static final class Builder {
        private final RunnableDescriptor.Builder descriptor;
        private final List<Consumer<ManualRun>> work = new ArrayList<>();
        private final List<Consumer<ManualRun>> afterwards = new ArrayList<>();
        private RunnableConfig config = RunnableConfig.builder().detached().build();
        private @Nullable Object input;
        private Consumer<ManualRun> ending = run -> run.end(null);

        private Builder(String name) {
            this.descriptor = RunnableDescriptor.builder(name).anyEvents();
        }

        /** Sets the type, {@link RunType#CHAIN} by default. */
        public Builder type(RunType type) {
            descriptor.type(type);
            return this;
        }

        /**
         * Sets the config, with tags, metadata and so on. By default it is empty, and the run a root run. The run is a child of the
         * config's run, or else of the current run of the thread, if there is one.
         */
        public Builder config(RunnableConfig config) {
            this.config = Objects.requireNonNull(config, "config");
            return this;
        }

        /**
         * Sets what the run takes. Handlers see it by the rules for the type: give a tool the map of its arguments, a retriever its
         * query, a chat model its list of messages.
         */
        public Builder input(@Nullable Object input) {
            this.input = input;
            return this;
        }

        /** Has the run emit an event. */
        public <T> Builder event(EventType<T> type, @Nullable T payload) {
            return event(type.name(), payload);
        }

        /** Has the run emit an event without data. */
        public Builder event(EventType<Void> type) {
            return event(type.name(), null);
        }

        /** Has the run emit an event. */
        public Builder event(String name, @Nullable Object data) {
            work.add(emitting(name, data));
            return this;
        }

        /** Has an event come when the run has ended. */
        public Builder lateEvent(String name, @Nullable Object data) {
            afterwards.add(emitting(name, data));
            return this;
        }

        private static Consumer<ManualRun> emitting(String name, @Nullable Object data) {
            Objects.requireNonNull(name, "name");
            return run -> CustomEvents.dispatch(name, data, run.config());
        }

        /** Has the run make a chunk of its output. */
        public Builder chunk(@Nullable Object chunk) {
            work.add(run -> run.chunk(chunk));
            return this;
        }

        /** Has the run end well, with this output. */
        public Builder output(@Nullable Object output) {
            ending = run -> run.end(output);
            return this;
        }

        /** Has the run fail with this error, or be cancelled by a {@link java.util.concurrent.CancellationException}. */
        public Builder error(Throwable error) {
            Objects.requireNonNull(error, "error");
            ending = run -> run.fail(error);
            return this;
        }

        /** Runs it. Each call makes another run. */
        public TestRun run() {
            RecordingCallbackHandler recording = new RecordingCallbackHandler();
            ManualRun run = ManualRun.start(
                    descriptor.build(),
                    input,
                    config.toBuilder().addHandler(recording).build());
            work.forEach(step -> step.accept(run));
            ending.accept(run);
            afterwards.forEach(step -> step.accept(run));
            return new TestRun(run.run(), recording);
        }
    }
}
