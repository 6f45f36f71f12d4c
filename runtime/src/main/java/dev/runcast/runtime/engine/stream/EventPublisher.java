package dev.runcast.runtime.engine.stream;

import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.engine.run.ActiveRun;
import dev.runcast.runtime.engine.run.Ambient;
import dev.runcast.runtime.stream.EventStreamOptions;
import dev.runcast.runtime.stream.StreamEvent;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the events of runs, by the rules of reactive streams: each subscription starts work of its own when it first requests
 * events, in the context in which the publisher was made. The work waits, or events are dropped, when the subscriber requests
 * too few; cancelling the subscription cancels the work.
 *
 * <p>Immutable, and safe for any number of threads and subscribers.
 */
public final class EventPublisher implements Flow.Publisher<StreamEvent> {
    private static final Logger log = LoggerFactory.getLogger(EventPublisher.class);

    private final EventStreamOptions options;
    private final Executor executor;
    private final Function<? super CallbackHandler, ? extends CompletableFuture<?>> start;
    private final @Nullable ActiveRun caller = Ambient.current();

    /**
     * Creates a publisher.
     *
     * @param executor where subscribers are called, one event after the other
     * @param start starts work whose runs report to the given handler, and returns its future: the events are complete when
     *     that completes, and cancelling the subscription cancels it
     */
    public EventPublisher(
            EventStreamOptions options,
            Executor executor,
            Function<? super CallbackHandler, ? extends CompletableFuture<?>> start) {
        this.options = Objects.requireNonNull(options, "options");
        this.executor = Objects.requireNonNull(executor, "executor");
        this.start = Objects.requireNonNull(start, "start");
    }

    @Override
    public void subscribe(Flow.Subscriber<? super StreamEvent> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        Subscription subscription = new Subscription(subscriber);
        subscriber.onSubscribe(subscription);
        subscription.open();
    }

    /**
     * Gives each event to a consumer, one after the other, on the executor, or on the threads that emit if the options say to hold
     * none.
     *
     * @return a future that completes after the work has ended and the last event was consumed, and fails as the work or the
     *     consumer did; cancelling it cancels the work, as does a consumer that throws
     */
    public CompletableFuture<@Nullable Void> forEach(Consumer<? super StreamEvent> consumer) {
        if (options.bufferSize() == 0) {
            return EmittedEvents.start(options, consumer, start);
        }
        Consumption consumption = new Consumption(consumer);
        subscribe(consumption);
        return consumption;
    }

    private final class Subscription implements Flow.Subscription {
        private final AtomicLong requested = new AtomicLong();

        /** Counts what there is to do. Whoever makes it 1 does it. The first is the call of {@code onSubscribe}. */
        private final AtomicInteger pending = new AtomicInteger(1);

        private final Runnable delivery = this::deliverOutside;

        private volatile Flow.@Nullable Subscriber<? super StreamEvent> subscriber;
        private volatile @Nullable EventFeed feed;
        private volatile @Nullable Throwable fault;

        Subscription(Flow.Subscriber<? super StreamEvent> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long n) {
            if (n <= 0) {
                fault = new IllegalArgumentException(
                        "A subscriber requested " + n + " events. Request 1 or more (reactive streams, rule 3.9).");
            } else {
                requested.accumulateAndGet(n, (before, more) -> before + more < 0 ? Long.MAX_VALUE : before + more);
            }
            schedule();
        }

        @Override
        public void cancel() {
            subscriber = null;
            EventFeed started = feed;
            if (started != null) {
                started.close();
            }
        }

        /** Says that {@code onSubscribe} has returned. */
        void open() {
            if (pending.decrementAndGet() != 0) {
                execute();
            }
        }

        /** Has the events delivered by the executor: not by this thread, which may be that of the run. */
        private void schedule() {
            if (pending.getAndIncrement() == 0) {
                execute();
            }
        }

        private void execute() {
            try {
                executor.execute(delivery);
            } catch (RuntimeException rejected) {
                fault = rejected;
                delivery.run();
            }
        }

        /** Delivers where the run that was current when the publisher was made is current. */
        private void deliverOutside() {
            Ambient.Attachment attachment = Ambient.attach(caller);
            try {
                deliver();
            } finally {
                attachment.close();
            }
        }

        private void deliver() {
            int seen = pending.get();
            do {
                try {
                    deliverRequested();
                } catch (Throwable failure) {
                    log.warn(
                            "A subscriber of events failed, and is cancelled. It should have cancelled instead of throwing.",
                            failure);
                    cancel();
                }
                seen = pending.addAndGet(-seen);
            } while (seen != 0);
        }

        private void deliverRequested() {
            for (Flow.Subscriber<? super StreamEvent> current = subscriber; current != null; current = subscriber) {
                Throwable wrong = fault;
                if (wrong != null) {
                    cancel();
                    current.onError(wrong);
                    return;
                }
                if (requested.get() == 0 && feed == null) {
                    return;
                }
                EventFeed events;
                try {
                    events = started();
                } catch (Throwable failure) {
                    fault = failure;
                    continue;
                }
                StreamEvent event = requested.get() > 0 ? events.buffer().poll() : null;
                if (event != null) {
                    requested.getAndUpdate(n -> n == Long.MAX_VALUE ? n : n - 1);
                    current.onNext(event);
                } else if (events.buffer().isExhausted()) {
                    complete(current, events.failure());
                    return;
                } else {
                    return;
                }
            }
        }

        private EventFeed started() {
            EventFeed started = feed;
            if (started == null) {
                started = new EventFeed(options, start, this::schedule);
                feed = started;
                if (subscriber == null) {
                    started.close(); // It was cancelled meanwhile.
                }
            }
            return started;
        }

        private void complete(Flow.Subscriber<? super StreamEvent> current, @Nullable Throwable failure) {
            if (subscriber == null) {
                return; // cancelled, which is why there is nothing left
            }
            subscriber = null;
            if (failure == null) {
                current.onComplete();
            } else {
                current.onError(failure);
            }
        }
    }

    private static final class Consumption extends CompletableFuture<@Nullable Void>
            implements Flow.Subscriber<StreamEvent> {
        private final Consumer<? super StreamEvent> consumer;
        private volatile Flow.@Nullable Subscription subscription;

        Consumption(Consumer<? super StreamEvent> consumer) {
            this.consumer = Objects.requireNonNull(consumer, "consumer");
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            this.subscription = subscription;
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(StreamEvent event) {
            try {
                consumer.accept(event);
            } catch (Throwable failure) {
                cancelSubscription();
                completeExceptionally(failure);
            }
        }

        @Override
        public void onError(Throwable failure) {
            completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            complete(null);
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            cancelSubscription();
            return super.cancel(mayInterruptIfRunning);
        }

        private void cancelSubscription() {
            Flow.Subscription current = subscription;
            if (current != null) {
                current.cancel();
            }
        }

        /** Dependent stages are plain futures: cancelling one of them does not cancel the work. */
        @Override
        public <U extends @Nullable Object> CompletableFuture<U> newIncompleteFuture() {
            return new CompletableFuture<>();
        }
    }
}
