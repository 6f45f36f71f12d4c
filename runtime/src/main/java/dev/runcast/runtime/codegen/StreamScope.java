package dev.runcast.runtime.codegen;

import dev.runcast.runtime.ChunkSink;
import dev.runcast.runtime.EventSink;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.engine.chunks.ReadStream;
import dev.runcast.runtime.engine.chunks.RunPublisher;
import dev.runcast.runtime.engine.chunks.RunSink;
import dev.runcast.runtime.engine.run.ActiveRun;
import dev.runcast.runtime.engine.run.Ambient;
import dev.runcast.runtime.engine.run.Results;
import dev.runcast.runtime.engine.run.RunReports;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A streaming run, whose output comes in chunks, that is open on this thread. Generated code opens it before it calls the annotated
 * method, and ends it on the same thread by exactly one of {@link #succeed}, {@link #succeedWhenDone}, {@link #succeedWhenRead} and
 * {@link #fail}.
 *
 * @since 0.1
 */
public final class StreamScope {
    private final ActiveRun run;
    private final @Nullable ActiveRun caller;
    private final Ambient.Attachment attachment;

    private @Nullable RunSink<?> sink;

    private StreamScope(ActiveRun run) {
        this.run = run;
        this.caller = Ambient.current();
        this.attachment = Ambient.attach(run);
    }

    /**
     * The call of a method in a run whose chunks are published.
     *
     * @since 0.1
     */
    @FunctionalInterface
    public interface Publishing<T extends @Nullable Object> {
        /** Calls the method. */
        Flow.Publisher<? extends T> in(StreamScope run) throws Exception;
    }

    private static StreamScope open(
            RunnableDescriptor descriptor, RunnableConfig config, @Nullable Object input, boolean async) {
        return new StreamScope(ActiveRun.startChunked(descriptor, config, input, async));
    }

    /** Reports the start of a run, and makes it the current one of this thread. */
    public static StreamScope open(RunnableDescriptor descriptor, RunnableConfig config, @Nullable Object input) {
        return open(descriptor, config, input, false);
    }

    /** Reports the start of a run whose body returns a stage, and makes it the current one of this thread. */
    public static StreamScope openAsync(RunnableDescriptor descriptor, RunnableConfig config, @Nullable Object input) {
        return open(descriptor, config, input, true);
    }

    /**
     * Returns a publisher that calls the method at each subscription, in a run of its own, and publishes the chunks of the method. An
     * exception of the method is the subscriber's error.
     */
    public static <T extends @Nullable Object> Flow.Publisher<T> publish(
            RunnableDescriptor descriptor, RunnableConfig config, @Nullable Object input, Publishing<T> method) {
        return new RunPublisher<>(descriptor, config, input, run -> {
            StreamScope scope = new StreamScope(run);
            try {
                return method.in(scope);
            } finally {
                scope.attachment.close();
            }
        });
    }

    /** Returns the config for the runs below this one. */
    public RunnableConfig config() {
        return run.childConfig();
    }

    /** Returns the sink for the events of this run. */
    public EventSink events() {
        return run.events();
    }

    /** Returns the sink for the chunks of this run. It hands them on to {@code reader}. Call it once. */
    public <T extends @Nullable Object> ChunkSink<T> chunks(Consumer<? super T> reader) {
        RunSink<T> chunks = new RunSink<>(run, caller, reader);
        sink = chunks;
        return chunks;
    }

    /** Reports the end of the run, with its chunks as the output. */
    public void succeed() {
        attachment.close();
        run.succeed(output());
    }

    /**
     * Reports the end of the run, with its chunks as the output, or its error, when {@code done} completes. If the method returned null,
     * the run fails.
     *
     * @return a future that completes as {@code done} does, after the end was reported. Cancelling it cancels {@code done}; further
     *     chunks are refused then
     */
    public <T> CompletableFuture<T> succeedWhenDone(CompletionStage<T> done) {
        attachment.close();
        CompletableFuture<T> result = RunReports.endWhenDone(run, Results.orFailed(done, run), nothing -> output());
        result.whenComplete((nothing, failure) -> {
            if (failure != null && sink != null) {
                sink.cancel();
            }
        });
        return result;
    }

    /**
     * Returns the chunks as a stream that reports each of them. The run ends when the stream has been read, or is closed. If the method
     * returned null, the run fails.
     */
    public <T extends @Nullable Object> Stream<T> succeedWhenRead(Stream<T> output) {
        attachment.close();
        try {
            Results.nonNull(output, run);
        } catch (NullPointerException failure) {
            run.fail(failure);
            throw failure;
        }
        return ReadStream.of(output, run);
    }

    /** Reports that the run failed. Does not throw. */
    public void fail(Throwable error) {
        attachment.close();
        output();
        run.fail(error);
    }

    private @Nullable Object output() {
        return sink == null ? null : sink.end();
    }
}
