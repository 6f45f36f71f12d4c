package dev.runcast.runtime.engine.stream;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.stream.EventStreamOptions;
import dev.runcast.runtime.stream.StreamEvent;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.Test;

/** The rules of reactive streams, by their own tests. */
@Test
public class EventPublisherTckTest extends FlowPublisherVerification<StreamEvent> {
    /** Milliseconds to wait for a signal, so many that a busy machine does not fail the tests. */
    private static final long TIMEOUT = 1_000;

    /** Milliseconds to wait for that no signal comes. */
    private static final long QUIET = 100;

    private static final EventStreamOptions CUSTOM_ONLY =
            EventStreamOptions.builder().customEventsOnly().bufferSize(4).build();

    private static final TypedRunnable<Long, Long> COUNT = TypedRunnable.of("count", (Long events) -> {
        for (long i = 0; i < events; i++) {
            CustomEvents.dispatch("event", i);
        }
        return events;
    });

    public EventPublisherTckTest() {
        super(new TestEnvironment(TIMEOUT, QUIET));
    }

    @Override
    public Flow.Publisher<StreamEvent> createFlowPublisher(long elements) {
        return COUNT.publishEvents(elements, RunnableConfig.empty(), CUSTOM_ONLY);
    }

    /** There is none: a run starts, and may fail, when events are requested. */
    @Override
    public Flow.@Nullable Publisher<StreamEvent> createFailedFlowPublisher() {
        return null;
    }
}
