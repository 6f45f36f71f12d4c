package dev.runcast.benchmarks.runtime;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** Micrometer Observation: an observation is a run. A registry is silent that has no handler. */
@State(Scope.Thread)
@SuppressWarnings("try") // Scopes are closed, and not asked for anything.
public class MicrometerBenchmark {
    private static final Observation.Event PROGRESS = Observation.Event.of("progress");

    private Work work = new Work();
    private String question = "How is the tea?";
    private ObservationRegistry silent = ObservationRegistry.create();
    private ObservationRegistry counted = countedRegistry();
    private String answer = "";
    private Runnable task = () -> answer = work.answer(question);

    private static ObservationRegistry countedRegistry() {
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new CountingObservationHandler());
        return registry;
    }

    /** An observation in a registry without a handler. */
    @Benchmark
    public String wrappedCallNoListener() {
        return Observation.createNotStarted("answer", silent).observe(() -> work.answer(question));
    }

    /** An observation whose start and end a handler hears. */
    @Benchmark
    public String wrappedCallOneHandler() {
        return Observation.createNotStarted("answer", counted).observe(() -> work.answer(question));
    }

    /** An event of an observation in a registry without a handler. Events have no payload. */
    @Benchmark
    public void emitNoListener(SilentObservation current) {
        current.observation.event(PROGRESS);
    }

    /** An event of the current observation in a registry without a handler. */
    @Benchmark
    public void emitNoListenerAmbient(SilentObservation current) {
        emitAmbient(current.registry);
    }

    /** An event that a handler hears. */
    @Benchmark
    public void emitOneHandler(CountedObservation current) {
        current.observation.event(PROGRESS);
    }

    /** An event of the current observation that a handler hears. */
    @Benchmark
    public void emitOneHandlerAmbient(CountedObservation current) {
        emitAmbient(current.registry);
    }

    private static void emitAmbient(ObservationRegistry registry) {
        Observation current = registry.getCurrentObservation();
        if (current != null) {
            current.event(PROGRESS);
        }
    }

    /** Four observations, one inside the other, in a registry without a handler. */
    @Benchmark
    public String nestedDepth4() {
        return descend(4, silent);
    }

    /** Four observations, one inside the other, whose starts and ends a handler hears. */
    @Benchmark
    public String nestedDepth4OneHandler() {
        return descend(4, counted);
    }

    private String descend(int depth, ObservationRegistry registry) {
        return Observation.createNotStarted("descend", registry)
                .observe(() -> depth == 1 ? work.answer(question) : descend(depth - 1, registry));
    }

    /** The context is captured where one observation is current, and a task runs in that of another. */
    @Benchmark
    public String handOver(CountedObservation current, OtherObservation other, Blackhole hole) {
        hole.consume(other.snapshots.captureAll());
        other.snapshot.wrap(task).run();
        return answer;
    }

    /** The same by hand, without context-propagation. */
    @Benchmark
    public String handOverByScope(CountedObservation current, OtherObservation other, Blackhole hole) {
        hole.consume(current.registry.getCurrentObservation());
        try (Observation.Scope scope = other.observation.openScope()) {
            task.run();
        }
        return answer;
    }

    /** An observation that is the current one of the benchmark's thread. */
    abstract static class CurrentObservation {
        final ObservationRegistry registry;
        Observation observation = Observation.NOOP;
        private Observation.@Nullable Scope scope;

        CurrentObservation(ObservationRegistry registry) {
            this.registry = registry;
        }

        /** Starts it. */
        @Setup(Level.Iteration)
        public void open() {
            observation = Observation.start("answer", registry);
            scope = observation.openScope();
        }

        /** Stops it. */
        @TearDown(Level.Iteration)
        public void close() {
            if (scope != null) {
                scope.close();
                observation.stop();
            }
        }
    }

    /** The current observation, of which nobody hears. */
    @State(Scope.Thread)
    public static class SilentObservation extends CurrentObservation {
        /** Creates one that is not started. */
        public SilentObservation() {
            super(ObservationRegistry.create());
        }
    }

    /** The current observation, of which one handler hears. */
    @State(Scope.Thread)
    public static class CountedObservation extends CurrentObservation {
        /** Creates one that is not started. */
        public CountedObservation() {
            super(countedRegistry());
        }
    }

    /** An observation that is started, and is not the current one. */
    @State(Scope.Thread)
    public static class OtherObservation {
        private final ContextRegistry contexts = new ContextRegistry();
        private final ContextSnapshotFactory snapshots =
                ContextSnapshotFactory.builder().contextRegistry(contexts).build();
        private Observation observation = Observation.NOOP;
        private ContextSnapshot snapshot = snapshots.captureAll();

        /** Starts it, and captures the context in which it is current. */
        @Setup(Level.Iteration)
        public void open(CountedObservation current) {
            contexts.registerThreadLocalAccessor(new ObservationThreadLocalAccessor(current.registry));
            observation = Observation.start("other", current.registry);
            try (Observation.Scope scope = observation.openScope()) {
                snapshot = snapshots.captureAll();
            }
        }

        /** Stops it. */
        @TearDown(Level.Iteration)
        public void close() {
            observation.stop();
        }
    }

    static final class CountingObservationHandler implements ObservationHandler<Observation.Context> {
        long count;

        @Override
        public void onStart(Observation.Context context) {
            count++;
        }

        @Override
        public void onStop(Observation.Context context) {
            count++;
        }

        @Override
        public void onEvent(Observation.Event event, Observation.Context context) {
            count++;
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }
}
