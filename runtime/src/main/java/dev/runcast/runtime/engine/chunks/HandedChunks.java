package dev.runcast.runtime.engine.chunks;

import dev.runcast.runtime.ChunkSink;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.engine.run.ActiveRun;
import dev.runcast.runtime.engine.run.Delivery;
import dev.runcast.runtime.engine.run.RunFuture;
import dev.runcast.runtime.engine.run.TaskFuture;
import dev.runcast.runtime.engine.run.Unchecked;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a body that hands them to a sink, as chunks to be asked for. The body is called on the executor of the config when
 * the first chunk is asked for, and waits whenever it is ahead of the reader.
 */
public final class HandedChunks<T extends @Nullable Object> implements Chunks<T> {
    /** A body that makes chunks. */
    @FunctionalInterface
    public interface Producer<T extends @Nullable Object> {
        /** Starts to hand chunks to the sink. Returns a stage that is complete when no more will follow. */
        CompletionStage<?> produce(ChunkSink<T> chunks) throws Exception;
    }

    private final ActiveRun run;
    private final RunnableConfig config;
    private final Producer<T> producer;
    private final Handoff<T> handoff = new Handoff<>();
    private @Nullable TaskFuture<CompletionStage<?>> call;
    private volatile @Nullable CompletionStage<?> stage;
    private boolean isOver;

    /** Creates chunks of a run, which is current when they are asked for, and so when the body works. */
    public HandedChunks(ActiveRun run, RunnableConfig config, Producer<T> producer) {
        this.run = run;
        this.config = config;
        this.producer = producer;
    }

    private final class Sink implements ChunkSink<T> {
        private final LateChunks late = new LateChunks(run);

        @Override
        public void emit(T chunk) {
            if (!handoff.handOver(chunk)) {
                late.drop();
            }
        }

        @Override
        public boolean isCancelled() {
            return handoff.isClosed();
        }
    }

    @Override
    public boolean advance() throws Exception {
        if (isOver) {
            return false;
        }
        if (call == null) {
            call = start();
        }
        handoff.ask();
        boolean more = handoff.awaitChunk();
        if (!more) {
            isOver = true;
            Throwable failure = handoff.failure();
            if (failure != null) {
                throw Unchecked.rethrow(failure);
            }
        }
        return more;
    }

    private TaskFuture<CompletionStage<?>> start() {
        TaskFuture<CompletionStage<?>> started = TaskFuture.start(config, this::callProducer);
        started.<Object>thenCompose(stage -> stage.thenApply(done -> null))
                .whenComplete((nothing, failure) -> handoff.finish(failure == null ? null : Delivery.unwrap(failure)));
        return started;
    }

    private CompletionStage<?> callProducer() throws Exception {
        if (handoff.isClosed()) {
            throw RunChunks.closedEarly();
        }
        CompletionStage<?> produced = producer.produce(new Sink());
        stage = produced;
        if (handoff.isClosed()) {
            RunFuture.cancel(produced); // Whoever closed it may not have seen the stage.
        }
        return produced;
    }

    @Override
    public T current() {
        return handoff.chunk();
    }

    @Override
    public void close() {
        if (isOver) {
            return;
        }
        isOver = true;
        TaskFuture<CompletionStage<?>> call = this.call;
        boolean waitsToBeAsked = handoff.close();
        CompletionStage<?> produced = stage;
        if (produced != null) {
            RunFuture.cancel(produced);
        } else if (call != null && waitsToBeAsked) {
            call.handle((returned, failure) -> null).join(); // so that the runs inside the body end before its own
        } else if (call != null) {
            call.cancel(true); // It is at work on a chunk.
        }
    }
}
