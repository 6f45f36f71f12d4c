package dev.runcast.server.internal.core;

import dev.runcast.server.ServerLimits;
import dev.runcast.server.internal.http.Exchange;
import dev.runcast.server.internal.http.Response;
import dev.runcast.server.internal.http.ResponseStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * An answer of JSON that may be long in coming. After a while without it, its status 200 and white space are sent, and more white space
 * from time to time, so that proxies do not take the server for dead. Readers of JSON skip white space.
 */
public final class SlowAnswer {
    private static final byte[] SPACE = "\n".getBytes(StandardCharsets.UTF_8);

    private final Exchange exchange;
    private final Map<String, String> headers;
    private final ReentrantLock lock = new ReentrantLock();
    private CompletableFuture<Void> written = CompletableFuture.completedFuture(null);
    private @Nullable ResponseStream begun;
    private boolean isOver;
    private Runnable onGone = () -> {};
    private @Nullable ScheduledFuture<?> heartbeat;

    private SlowAnswer(Exchange exchange, Map<String, String> headers) {
        this.exchange = exchange;
        this.headers = headers;
    }

    /**
     * Begins to wait for an answer.
     *
     * @param headers headers of the answer, in addition to its type
     */
    static SlowAnswer await(Exchange exchange, Map<String, String> headers, ServerLimits limits, Timers timers) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Type", "application/json");
        SlowAnswer answer = new SlowAnswer(exchange, all);
        answer.startHeartbeat(timers, limits.heartbeat());
        return answer;
    }

    private void startHeartbeat(Timers timers, Duration period) {
        lock.lock();
        try {
            heartbeat = timers.every(period, this::beat);
        } finally {
            lock.unlock();
        }
    }

    /** Has something done when the client goes away before it has the answer. To be called once. */
    public void onGone(Runnable listener) {
        lock.lock();
        try {
            onGone = listener;
        } finally {
            lock.unlock();
        }
        exchange.onGone(listener);
    }

    private void beat() {
        CompletableFuture<Void> writing;
        lock.lock();
        try {
            if (isOver || !written.isDone()) {
                return;
            }
            ResponseStream stream = begun == null ? exchange.stream(200, headers) : begun;
            begun = stream;
            writing = stream.write(SPACE).toCompletableFuture();
            written = writing;
        } finally {
            lock.unlock();
        }
        writing.whenComplete((nothing, failure) -> {
            if (failure != null) {
                goAway();
            }
        });
    }

    /** Servlets are told so only when they write. */
    private void goAway() {
        Runnable listener;
        lock.lock();
        try {
            finish();
            listener = onGone;
        } finally {
            lock.unlock();
        }
        listener.run();
    }

    /**
     * Answers. If the status has been sent, an answer of another status is not: the connection is broken off, so that the client sees that it
     * has no answer.
     */
    public void respond(Response response) {
        ResponseStream stream;
        CompletableFuture<Void> before;
        lock.lock();
        try {
            finish();
            stream = begun;
            before = written;
        } finally {
            lock.unlock();
        }
        if (stream == null) {
            exchange.respond(response);
        } else if (response.status() != 200) {
            stream.cut();
        } else {
            before.thenCompose(nothing -> stream.write(response.body())).whenComplete((nothing, failure) -> {
                if (failure == null) {
                    stream.end();
                } else {
                    stream.cut();
                }
            });
        }
    }

    private void finish() {
        isOver = true;
        if (heartbeat != null) {
            heartbeat.cancel(false);
        }
    }
}
