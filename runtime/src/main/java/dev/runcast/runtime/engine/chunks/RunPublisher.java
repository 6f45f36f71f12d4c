package dev.runcast.runtime.engine.chunks;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.engine.run.ActiveRun;
import dev.runcast.runtime.engine.run.Ambient;
import dev.runcast.runtime.engine.run.Delivery;
import dev.runcast.runtime.engine.run.RunReports;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the chunks of a run, one for each subscriber, which starts when that subscribes. It is part of the run that was the
 * current one when the publisher was made, which is where the subscribers are called, too.
 */
public final class RunPublisher<T extends @Nullable Object> implements Flow.Publisher<T> {
    /** What the run does. */
    @FunctionalInterface
    public interface Method<T extends @Nullable Object> {
        /** Returns the chunks. */
        Flow.Publisher<? extends T> in(ActiveRun run) throws Exception;
    }

    private final RunnableDescriptor descriptor;
    private final RunnableConfig config;
    private final @Nullable Object input;
    private final Method<T> method;
    private final @Nullable ActiveRun caller = Ambient.current();

    /** Creates a publisher of the chunks of a method. */
    public RunPublisher(
            RunnableDescriptor descriptor, RunnableConfig config, @Nullable Object input, Method<T> method) {
        this.descriptor = descriptor;
        this.config = config;
        this.input = input;
        this.method = method;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        ActiveRun run;
        try {
            run = start();
        } catch (Throwable raisedByHandler) {
            refuse(subscriber, raisedByHandler);
            return;
        }
        Flow.Publisher<? extends T> chunks;
        Ambient.Attachment attachment = Ambient.attach(run);
        try {
            chunks = Objects.requireNonNull(
                    method.in(run),
                    () -> "The run \"" + run.name() + "\" returned null. Return a publisher, such as an empty one.");
        } catch (Throwable failure) {
            run.fail(failure);
            refuse(subscriber, failure);
            return;
        } finally {
            attachment.close();
        }
        Ambient.Attachment subscribing = Ambient.attach(run);
        try {
            chunks.subscribe(new RunSubscriber<T>(run, caller, subscriber));
        } finally {
            subscribing.close();
        }
    }

    private ActiveRun start() {
        Ambient.Attachment attachment = Ambient.attach(caller);
        try {
            return ActiveRun.startChunked(descriptor, config, input, true);
        } finally {
            attachment.close();
        }
    }

    private static <T extends @Nullable Object> void refuse(Flow.Subscriber<? super T> subscriber, Throwable failure) {
        subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {}

            @Override
            public void cancel() {}
        });
        subscriber.onError(failure);
    }

    /** Between the method's publisher and a subscriber: reports the chunks and the end of the run. */
    private static final class RunSubscriber<T extends @Nullable Object>
            implements Flow.Subscriber<T>, Flow.Subscription {
        private final ActiveRun run;
        private final @Nullable ActiveRun caller;
        private final Flow.Subscriber<? super T> subscriber;
        private final ChunkSum output = new ChunkSum();
        private Flow.@Nullable Subscription source;
        private volatile boolean hasEnded;

        RunSubscriber(ActiveRun run, @Nullable ActiveRun caller, Flow.Subscriber<? super T> subscriber) {
            this.run = run;
            this.caller = caller;
            this.subscriber = subscriber;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            source = subscription;
            outside(() -> subscriber.onSubscribe(this));
        }

        @Override
        public void request(long n) {
            if (n <= 0) {
                inside(() -> source().cancel());
                onError(new IllegalArgumentException(
                        "A subscriber requested " + n + " chunks. Request 1 or more (reactive streams, rule 3.9)."));
            } else {
                inside(() -> source().request(n));
            }
        }

        /** The run has ended for whoever hears of it when this returns; what the publisher still does is late. */
        @Override
        public void cancel() {
            inside(() -> source().cancel());
            run.fail(RunChunks.closedEarly());
        }

        @Override
        public void onNext(T chunk) {
            if (hasEnded) {
                return;
            }
            try {
                inside(() -> report(chunk));
            } catch (Throwable raisedByHandler) {
                inside(() -> source().cancel());
                onError(raisedByHandler);
                return;
            }
            outside(() -> subscriber.onNext(chunk));
        }

        private void report(T chunk) {
            if (run.isHeard()) {
                output.add(chunk);
                RunReports.chunk(run, chunk);
            }
        }

        @Override
        public void onError(Throwable failure) {
            end(CompletableFuture.failedFuture(failure));
        }

        @Override
        public void onComplete() {
            end(CompletableFuture.completedFuture(true));
        }

        private void end(CompletableFuture<Boolean> outcome) {
            if (hasEnded) {
                return;
            }
            hasEnded = true;
            RunReports.endWhenDone(run, outcome, done -> output.get()).whenComplete((done, failure) -> {
                if (failure == null) {
                    outside(subscriber::onComplete);
                } else {
                    outside(() -> subscriber.onError(Delivery.unwrap(failure)));
                }
            });
        }

        private Flow.Subscription source() {
            return Objects.requireNonNull(source);
        }

        private void inside(Runnable making) {
            Ambient.Attachment attachment = Ambient.attach(run);
            try {
                making.run();
            } finally {
                attachment.close();
            }
        }

        private void outside(Runnable reading) {
            Ambient.Attachment attachment = Ambient.attach(caller);
            try {
                reading.run();
            } finally {
                attachment.close();
            }
        }
    }
}
