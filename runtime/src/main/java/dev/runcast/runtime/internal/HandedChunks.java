package dev.runcast.runtime.internal;

import dev.runcast.runtime.RunnableConfig;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a method that hands them to a consumer, as chunks to be asked for. The method is called on the executor of the
 * config when the first chunk is asked for, and waits whenever it is ahead of the reader.
 */
final class HandedChunks<T extends @Nullable Object> implements Chunks<T> {
    /** A method that makes chunks. */
    @FunctionalInterface
    interface Producer<T extends @Nullable Object> {
        /** Starts to hand chunks to the consumer. Returns a stage that is complete when no more will follow. */
        CompletionStage<?> produce(Consumer<T> consumer) throws Exception;
    }

    private final ActiveRun run;
    private final RunnableConfig config;
    private final Producer<T> producer;
    private final HandoffConsumer<T> consumer = new HandoffConsumer<>(new Handoff<>());

    /** Taken by the call, which then ends the run, or by whoever closes before that. */
    private final AtomicBoolean endOfRun = new AtomicBoolean();

    private @Nullable TaskFuture<CompletionStage<?>> call;
    private boolean isOver;

    HandedChunks(ActiveRun run, RunnableConfig config, Producer<T> producer) {
        this.run = run;
        this.config = config;
        this.producer = producer;
    }

    /** What the sink of a method hands its chunks to. */
    record HandoffConsumer<T extends @Nullable Object>(Handoff<T> handoff) implements ChunkReader<T> {
        @Override
        public void accept(T chunk) {
            handoff.handOver(chunk);
        }

        @Override
        public boolean isGone() {
            return handoff.isClosed();
        }
    }

    @Override
    public boolean advance() throws Exception {
        if (isOver) {
            return false;
        }
        Handoff<T> handoff = consumer.handoff();
        if (call == null) {
            call = start(handoff);
        }
        handoff.ask();
        boolean more = handoff.awaitChunk();
        if (!more) {
            isOver = true;
            Throwable failure = handoff.failure();
            if (failure != null) {
                throw run.failNow(failure); // which it has not done by itself if it could not be called
            }
        }
        return more;
    }

    private TaskFuture<CompletionStage<?>> start(Handoff<T> handoff) {
        TaskFuture<CompletionStage<?>> started = TaskFuture.start(config, this::callProducer);
        CompletableFuture<?> done = started.thenCompose(stage -> stage);
        done.whenComplete((nothing, failure) -> handoff.finish(failure == null ? null : Delivery.unwrap(failure)));
        return started;
    }

    private CompletionStage<?> callProducer() throws Exception {
        if (!endOfRun.compareAndSet(false, true)) {
            throw RunChunks.closedEarly();
        }
        try {
            return Ambient.adopting(run, () -> producer.produce(consumer));
        } catch (Throwable failure) {
            run.fail(failure); // which the method may not have opened
            throw failure;
        }
    }

    @Override
    public T current() {
        return consumer.handoff().chunk();
    }

    @Override
    public void close() {
        if (isOver) {
            return;
        }
        isOver = true;
        TaskFuture<CompletionStage<?>> call = this.call;
        boolean waitsToBeAsked = consumer.handoff().close();
        if (call == null || endOfRun.compareAndSet(false, true)) {
            run.fail(RunChunks.closedEarly());
        } else if (call.isDone() && !call.isCompletedExceptionally()) {
            RunFuture.cancel(call.join());
        } else if (!waitsToBeAsked) {
            call.cancel(true); // It is at work on a chunk.
        }
        if (call != null && waitsToBeAsked) {
            consumer.handoff().awaitFinish(); // so that its run ends before those that it is part of
        }
    }
}
