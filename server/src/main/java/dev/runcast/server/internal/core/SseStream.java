package dev.runcast.server.internal.core;

import dev.runcast.server.ServerLimits;
import dev.runcast.server.internal.http.Exchange;
import dev.runcast.server.internal.http.ResponseStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * An answer of server-sent events. Any thread may send. While nothing is sent, comments keep the connection alive, and find out when
 * the client has gone; one that does not read what it is sent is taken for gone too.
 *
 * <p>When the client has gone, {@linkplain #onGone listeners} are told once, and whatever is sent after that is ignored.
 */
public final class SseStream {
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Type", "text/event-stream; charset=utf-8",
            "Cache-Control", "no-cache",
            "X-Accel-Buffering", "no");

    /** Without an empty line, after which some clients take the id that came last for another event. */
    private static final byte[] PING = ": ping\n".getBytes(StandardCharsets.UTF_8);

    private final ResponseStream response;
    private final long heartbeatNanos;
    private final long writeTimeoutNanos;
    private final ReentrantLock turn = new ReentrantLock();
    private final List<Runnable> listeners = new ArrayList<>();
    private volatile long lastWrite = System.nanoTime();
    private volatile boolean writing;
    private boolean gone;
    private boolean over;
    private @Nullable ScheduledFuture<?> heartbeat;

    private SseStream(ResponseStream response, ServerLimits limits) {
        this.response = response;
        this.heartbeatNanos = limits.heartbeat().toNanos();
        this.writeTimeoutNanos = limits.writeTimeout().toNanos();
    }

    /**
     * Begins an answer.
     *
     * @param headers headers of the protocol, in addition to those that all streams of events have
     * @throws IOException if the client has gone
     */
    static SseStream open(Exchange exchange, Map<String, String> headers, ServerLimits limits, Timers timers)
            throws IOException {
        Map<String, String> all = new LinkedHashMap<>(HEADERS);
        all.putAll(headers);
        SseStream stream = new SseStream(exchange.stream(200, all), limits);
        stream.heartbeat = timers.every(limits.heartbeat().dividedBy(2), stream::beat);
        return stream;
    }

    /** Sends an event with data and no name. */
    public void send(String data) {
        send(null, null, data);
    }

    /** Sends an event with a name and, unless they are null, data. */
    public void send(String event, @Nullable String data) {
        send(null, event, data);
    }

    /** Sends an event, of which each part may be missing. Blocks while the client does not read. */
    public void send(@Nullable String id, @Nullable String event, @Nullable String data) {
        StringBuilder frame = new StringBuilder(data == null ? 32 : data.length() + 32);
        field(frame, "id", id);
        field(frame, "event", event);
        if (data != null) {
            for (String line : data.split("\r\n|\r|\n", -1)) {
                field(frame, "data", line);
            }
        }
        write(frame.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void field(StringBuilder frame, String name, @Nullable String value) {
        if (value != null) {
            frame.append(name).append(": ").append(value).append('\n');
        }
    }

    private void write(byte[] bytes) {
        boolean failed = false;
        turn.lock();
        try {
            if (!over) {
                lastWrite = System.nanoTime();
                writing = true;
                response.write(bytes);
                lastWrite = System.nanoTime();
            }
        } catch (IOException clientHasGone) {
            failed = true;
        } finally {
            writing = false;
            turn.unlock();
        }
        if (failed) {
            goAway();
        }
    }

    /** Has something done when the client has gone before the stream has ended, at once if it has gone already. */
    public void onGone(Runnable listener) {
        turn.lock();
        try {
            if (!gone) {
                listeners.add(listener);
                return;
            }
        } finally {
            turn.unlock();
        }
        listener.run();
    }

    /** Ends the stream. Further calls do nothing. */
    public void end() {
        if (finish()) {
            response.end();
        }
    }

    /** Breaks the connection off, so that the client sees that something is missing. Does nothing after the end. */
    public void cut() {
        response.cut(); // first, so that a write that waits does so no longer
        finish();
    }

    private boolean finish() {
        ScheduledFuture<?> beats = heartbeat;
        if (beats != null) {
            beats.cancel(false);
        }
        turn.lock();
        try {
            boolean first = !over;
            over = true;
            return first;
        } finally {
            turn.unlock();
        }
    }

    private void goAway() {
        boolean first = finish();
        List<Runnable> told;
        turn.lock();
        try {
            told = first ? List.copyOf(listeners) : List.of();
            gone |= first;
        } finally {
            turn.unlock();
        }
        if (first) {
            response.cut();
        }
        told.forEach(Runnable::run);
    }

    private void beat() {
        long idle = System.nanoTime() - lastWrite;
        if (writing) {
            if (idle > writeTimeoutNanos) {
                response.cut(); // The write that waits fails, and tells the others.
            }
        } else if (idle >= heartbeatNanos / 2) {
            write(PING);
        }
    }
}
