package dev.runcast.runtime.engine.chunks;

import dev.runcast.runtime.engine.run.Unchecked;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What a publisher publishes, as chunks to be asked for: each is requested on its own. */
public final class PublishedChunks<T extends @Nullable Object> implements Chunks<T>, Flow.Subscriber<T> {
    private final Handoff<T> handoff = new Handoff<>();
    private final AtomicBoolean isWanted = new AtomicBoolean();
    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean isOver;

    /** Creates chunks of the publisher that this will be subscribed to. */
    public PublishedChunks() {}

    /** May come after the first chunk was asked for, or after the chunks were closed. */
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        if (isOver) {
            subscription.cancel();
        } else {
            requestWanted();
        }
    }

    private void requestWanted() {
        Flow.Subscription subscription = this.subscription;
        if (subscription != null && isWanted.compareAndSet(true, false)) {
            subscription.request(1);
        }
    }

    @Override
    public void onNext(T chunk) {
        handoff.give(chunk);
    }

    @Override
    public void onError(Throwable failure) {
        handoff.finish(failure);
    }

    @Override
    public void onComplete() {
        handoff.finish(null);
    }

    @Override
    public boolean advance() throws Exception {
        if (isOver) {
            return false;
        }
        handoff.ask();
        isWanted.set(true);
        requestWanted();
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
        handoff.close();
        Flow.Subscription subscription = this.subscription;
        if (subscription != null) {
            subscription.cancel();
        }
    }
}
