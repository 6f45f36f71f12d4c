package dev.runcast.testkit;

import dev.runcast.runtime.RunFailedException;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;

/**
 * Reads whole event streams, for tests.
 *
 * @since 0.1
 */
public final class EventStreams {
    private EventStreams() {}

    /**
     * Returns all events of a stream, and closes it. Waits for the end of its run.
     *
     * @throws RuntimeException what the run failed with, as reading the stream throws it; a checked exception in a {@link
     *     RunFailedException}
     */
    public static List<StreamEvent> collect(EventStream events) {
        try (events) {
            return events.stream().toList();
        }
    }

    /**
     * Returns all events of a publisher, which it subscribes to. Waits for the end of the run.
     *
     * @throws RuntimeException what the subscription failed with; a checked exception in a {@link RunFailedException}
     * @throws CancellationException if this thread is interrupted; the subscription is cancelled then
     */
    public static List<StreamEvent> collect(Flow.Publisher<? extends StreamEvent> publisher) {
        Collector collector = new Collector();
        publisher.subscribe(collector);
        try {
            return collector.all.get();
        } catch (InterruptedException interrupted) {
            collector.cancel();
            Thread.currentThread().interrupt();
            throw new CancellationException("The reader of the events was interrupted.");
        } catch (ExecutionException failure) {
            Throwable cause = Objects.requireNonNull(failure.getCause());
            if (cause instanceof Error error) {
                throw error;
            }
            throw cause instanceof RuntimeException unchecked ? unchecked : new RunFailedException("events", cause);
        }
    }

    private static final class Collector implements Flow.Subscriber<StreamEvent> {
        private final List<StreamEvent> events = new ArrayList<>();
        private final CompletableFuture<List<StreamEvent>> all = new CompletableFuture<>();
        private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            this.subscription.complete(subscription);
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(StreamEvent event) {
            events.add(event);
        }

        @Override
        public void onError(Throwable failure) {
            all.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            all.complete(List.copyOf(events));
        }

        private void cancel() {
            subscription.thenAccept(Flow.Subscription::cancel);
        }
    }
}
