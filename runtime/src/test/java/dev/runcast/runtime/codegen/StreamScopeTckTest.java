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
    private static final RunnableDescriptor DESCRIPTOR =
            RunnableDescriptor.builder("numbers").output(Integer.class).build();

    private final RunnableConfig heard =
            RunnableConfig.builder().callback(new Recorder()).build();

    public StreamScopeTckTest() {
        super(new TestEnvironment());
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
