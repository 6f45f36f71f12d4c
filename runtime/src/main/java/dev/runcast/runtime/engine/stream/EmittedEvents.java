package dev.runcast.runtime.engine.stream;

import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.engine.run.ActiveRun;
import dev.runcast.runtime.engine.run.Ambient;
import dev.runcast.runtime.stream.EventStreamOptions;
import dev.runcast.runtime.stream.StreamEvent;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Work whose events are given to a consumer by the threads that emit them. Nothing is held for the consumer: the work waits for it at
 * each event. Completes after the work and its last event, and fails as the work or the consumer did.
 */
final class EmittedEvents extends CompletableFuture<@Nullable Void> implements EventReceiver {
    private final Consumer<? super StreamEvent> consumer;
    private final @Nullable ActiveRun caller = Ambient.current();
    private volatile @Nullable CompletableFuture<?> work;

    private EmittedEvents(Consumer<? super StreamEvent> consumer) {
        this.consumer = Objects.requireNonNull(consumer, "consumer");
    }

    /** Starts work whose runs report to the given handler. */
    static CompletableFuture<@Nullable Void> start(
            EventStreamOptions options,
            Consumer<? super StreamEvent> consumer,
            Function<? super CallbackHandler, ? extends CompletableFuture<?>> start) {
        EmittedEvents events = new EmittedEvents(consumer);
        StreamHandler handler = new StreamHandler(options, events);
        CompletableFuture<?> work = start.apply(handler);
        events.work = work;
        if (events.isDone()) {
            work.cancel(true); // The consumer has failed meanwhile.
        }
        // Not whenComplete, after which the JDK asks the failure for its text. That is the program's, and may fail.
        work.handle((output, failure) -> {
            handler.inTurn(() -> events.end(EventFeed.thrown(failure, handler.rootName())));
            return null;
        });
        return events;
    }

    private void end(@Nullable Throwable failure) {
        if (failure == null) {
            complete(null);
        } else {
            completeExceptionally(failure);
        }
    }

    /** Calls the consumer where the run that was current at the start is current. */
    @Override
    public void put(StreamEvent event) {
        if (isDone()) {
            throw new CancellationException("The event stream was closed.");
        }
        Ambient.Attachment attachment = Ambient.attach(caller);
        try {
            consumer.accept(event);
        } catch (Throwable failure) {
            completeExceptionally(failure);
            cancelWork();
        } finally {
            attachment.close();
        }
    }

    @Override
    public boolean isClosed() {
        return isDone();
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        cancelWork();
        return cancelled;
    }

    private void cancelWork() {
        CompletableFuture<?> started = work;
        if (started != null) {
            started.cancel(true);
        }
    }

    /** Dependent stages are plain futures: cancelling one of them does not cancel the work. */
    @Override
    public <U extends @Nullable Object> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
