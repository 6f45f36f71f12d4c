package dev.runcast.examples.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationView;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** Does some research, and prints its observations, each with those above it, and then the meters. */
public final class Main {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final PrintStream out;

    Main(PrintStream out) {
        this.out = out;
    }

    /** Runs the example. It takes no arguments. */
    public static void main(String[] arguments) throws InterruptedException {
        new Main(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)).run();
    }

    void run() throws InterruptedException {
        ObservedResearch research = new ObservedResearch(meters);
        CollectingHandler observations = new CollectingHandler();
        research.registry().observationConfig().observationHandler(observations);
        research.answer(List.of("tea", "coffee", "water"));
        observations.ended.stream().map(Main::path).sorted().forEach(out::println);
        meters.getMeters().stream().map(Main::describe).sorted().forEach(out::println);
    }

    private static String describe(Meter meter) {
        Meter.Id id = meter.getId();
        String tags = id.getTags().stream()
                .map(Tag::getValue)
                .filter(value -> !value.equals("none"))
                .collect(Collectors.joining(", "));
        return id.getName() + " (" + tags + "): " + describeValue(meter);
    }

    private static String describeValue(Meter meter) {
        if (meter instanceof Timer timer) {
            return timer.count() + " times";
        } else if (meter instanceof Counter counter) {
            return Math.round(counter.count()) + " events";
        }
        return "nothing is running";
    }

    private static String path(Observation.ContextView context) {
        String name = context.getContextualName() == null ? context.getName() : context.getContextualName();
        ObservationView parent = context.getParentObservation();
        return parent == null ? name : path(parent.getContextView()) + " > " + name;
    }

    /** Collects what has ended. A tracing bridge makes spans of the same. */
    private static final class CollectingHandler implements ObservationHandler<Observation.Context> {
        private final Queue<Observation.Context> ended = new ConcurrentLinkedQueue<>();

        @Override
        public void onStop(Observation.Context context) {
            ended.add(context);
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }
}
