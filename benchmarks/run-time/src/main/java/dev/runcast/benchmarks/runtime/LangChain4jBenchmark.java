package dev.runcast.benchmarks.runtime;

import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.observability.api.AiServiceListenerRegistrar;
import dev.langchain4j.observability.api.event.AiServiceEvent;
import dev.langchain4j.observability.api.listener.AiServiceListener;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** LangChain4j's registrar of listeners with an event of one's own. It has events only, and no current run. */
@State(Scope.Thread)
public class LangChain4jBenchmark {
    private ProgressEvent progress =
            new ProgressEvent(InvocationContext.builder().build(), new Progress(1, 2, "searching"));
    private AiServiceListenerRegistrar silent = AiServiceListenerRegistrar.newInstance();
    private AiServiceListenerRegistrar counted = countedRegistrar();

    private static AiServiceListenerRegistrar countedRegistrar() {
        AiServiceListenerRegistrar registrar = AiServiceListenerRegistrar.newInstance();
        registrar.register(new CountingListener());
        return registrar;
    }

    /** An event to which nobody listens. */
    @Benchmark
    public void emitNoListener() {
        silent.fireEvent(progress);
    }

    /** An event that a listener hears. */
    @Benchmark
    public void emitOneHandler() {
        counted.fireEvent(progress);
    }

    private record ProgressEvent(InvocationContext invocationContext, Progress progress) implements AiServiceEvent {
        @Override
        @SuppressWarnings("unchecked") // It is asked for by whoever knows that it is this class.
        public <T extends AiServiceEvent> Class<T> eventClass() {
            return (Class<T>) ProgressEvent.class;
        }

        @Override
        public <T extends AiServiceEvent> AiServiceEvent.Builder<T> toBuilder() {
            throw new UnsupportedOperationException("Nobody changes these events.");
        }
    }

    static final class CountingListener implements AiServiceListener<ProgressEvent> {
        long count;

        @Override
        public Class<ProgressEvent> getEventClass() {
            return ProgressEvent.class;
        }

        @Override
        public void onEvent(ProgressEvent event) {
            count++;
        }
    }
}
