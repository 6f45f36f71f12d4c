package dev.runcast.runtime.codegen;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.fixtures.Recorder;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.Test;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;

/** What a wrapper publishes keeps to the rules of reactive streams, if what the method publishes does. */
@Test
public class StreamScopeTckTest extends FlowPublisherVerification<Integer> {
    /** Milliseconds to wait for a signal, so many that a busy machine does not fail the tests. */
    private static final long TIMEOUT = 1_000;

    /** Milliseconds to wait for that no signal comes. */
    private static final long QUIET = 100;

    private static final RunnableDescriptor DESCRIPTOR =
            RunnableDescriptor.builder("numbers").output(Integer.class).build();

    private final RunnableConfig heard =
            RunnableConfig.builder().addHandler(new Recorder()).build();

    public StreamScopeTckTest() {
        super(new TestEnvironment(TIMEOUT, QUIET));
    }

    @Override
    public Flow.Publisher<Integer> createFlowPublisher(long elements) {
        return StreamScope.publish(
                DESCRIPTOR, heard, null, run -> JdkFlowAdapter.publisherToFlowPublisher(Flux.range(0, (int) elements)));
    }

    @Override
    public Flow.Publisher<Integer> createFailedFlowPublisher() {
        return StreamScope.publish(DESCRIPTOR, heard, null, run -> {
            throw new IllegalStateException("cannot start");
        });
    }

    @Override
    public long maxElementsFromPublisher() {
        return 1000;
    }
}
