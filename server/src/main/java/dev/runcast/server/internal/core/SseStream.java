package dev.runcast.server.internal.core;

import dev.runcast.runtime.engine.json.JsonBytes;
import dev.runcast.server.ServerLimits;
import dev.runcast.server.internal.http.Exchange;
import dev.runcast.server.internal.http.ResponseStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An answer of server-sent events. Any thread may send. What is sent is written by a thread of the server, all of it that there is at
 * a time; senders wait while the client reads too slowly. While nothing is sent, comments keep the connection alive, and find out
 * when the client has gone; one that does not read at all is taken for gone too.
 *
 * <p>When the client has gone, {@linkplain #onGone listeners} are told once, and whatever is sent after that is ignored.
 */
public final class SseStream {
    private static final Logger log = LoggerFactory.getLogger(SseStream.class);

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Type", "text/event-stream; charset=utf-8",
            "Cache-Control", "no-cache",
            "X-Accel-Buffering", "no");
    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

    /** Without an empty line, after which some clients take the id that came last for another event. */
    private static final byte[] PING = ": ping\n".getBytes(StandardCharsets.UTF_8);

    /** How many bytes may wait to be written before senders wait too. */
    private static final int MAX_UNWRITTEN = 64 * 1024;

    private final ResponseStream response;
    private final long heartbeatNanos;
    private final long writeTimeoutNanos;
    private final Executor executor;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition written = lock.newCondition();
    private final List<Runnable> listeners = new ArrayList<>();
    private final ByteArrayOutputStream unwritten = new ByteArrayOutputStream();
    private boolean writing;
    private boolean over;
    private boolean gone;
    private long lastWrite = System.nanoTime();
    private @Nullable ScheduledFuture<?> heartbeat;

    private SseStream(ResponseStream response, ServerLimits limits, Executor executor) {
        this.response = response;
        this.heartbeatNanos = limits.heartbeat().toNanos();
        this.writeTimeoutNanos = limits.writeTimeout().toNanos();
        this.executor = executor;
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
        SseStream stream = new SseStream(exchange.stream(200, all), limits, timers.executor());
        stream.startHeartbeat(timers, limits.heartbeat().dividedBy(2));
        return stream;
    }

    private void startHeartbeat(Timers timers, Duration period) {
        lock.lock();
        try {
            heartbeat = timers.every(period, this::beat);
        } finally {
            lock.unlock();
        }
    }

    /** Sends an event with data and no name. */
    public void send(String data) {
        send(null, null, data);
    }

    /** Sends an event with a name and, unless they are null, data. */
    public void send(String event, @Nullable String data) {
        send(null, event, data);
    }

    /** Sends an event, of which each part may be missing. Waits while the client reads too slowly. */
    public void send(@Nullable String id, @Nullable String event, @Nullable String data) {
        StringBuilder frame = new StringBuilder(data == null ? 32 : data.length() + 32);
        field(frame, "id", id);
        field(frame, "event", event);
        if (data != null) {
            boolean isOneLine = data.indexOf('\n') < 0 && data.indexOf('\r') < 0;
            for (String line : isOneLine ? new String[] {data} : LINE_END.split(data, -1)) {
                field(frame, "data", line);
            }
        }
        write(JsonBytes.utf8(frame.append('\n').toString()));
    }

    private static void field(StringBuilder frame, String name, @Nullable String value) {
        if (value != null) {
            frame.append(name).append(": ").append(value).append('\n');
        }
    }

    private void write(byte[] bytes) {
        lock.lock();
        try {
            while (unwritten.size() > MAX_UNWRITTEN && !over) {
                written.awaitUninterruptibly();
            }
            if (over) {
                return;
            }
            unwritten.writeBytes(bytes);
            if (writing) {
                return;
            }
            writing = true;
        } finally {
            lock.unlock();
        }
        try {
            executor.execute(this::writeAll);
        } catch (RejectedExecutionException serverHasStopped) {
            goAway();
        }
    }

    /** Writes what there is, and what is added meanwhile. */
    private void writeAll() {
        try {
            for (byte[] bytes = next(); bytes.length > 0; bytes = next()) {
                response.write(bytes);
            }
        } catch (IOException clientHasGone) {
            goAway();
        } catch (Throwable wrong) { // Senders would wait forever.
            log.warn("An answer could not be written", ShortenedFailure.of(wrong));
            goAway();
        }
    }

    private byte[] next() {
        lock.lock();
        try {
            byte[] bytes = over ? new byte[0] : unwritten.toByteArray();
            unwritten.reset();
            lastWrite = System.nanoTime();
            writing = bytes.length > 0;
            written.signalAll();
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    /** Has something done when the client has gone before the stream has ended, at once if it has gone already. */
    public void onGone(Runnable listener) {
        lock.lock();
        try {
            if (!gone) {
                listeners.add(listener);
                return;
            }
        } finally {
            lock.unlock();
        }
        listener.run();
    }

    /** Ends the stream, when all has been written that was sent. Further calls do nothing. */
    public void end() {
        if (finish()) {
            response.end();
        }
    }

    /**
     * Breaks the connection off when all has been written that was sent, so that the client sees that something is missing. Further
     * calls do nothing.
     */
    public void cut() {
        if (finish()) {
            response.cut();
        }
    }

    /** Returns whether the stream was not over yet. */
    private boolean finish() {
        lock.lock();
        try {
            while (writing && !over) {
                written.awaitUninterruptibly();
            }
            return close();
        } finally {
            lock.unlock();
        }
    }

    private boolean close() {
        boolean first = !over;
        over = true;
        unwritten.reset();
        written.signalAll();
        if (heartbeat != null) {
            heartbeat.cancel(false);
        }
        return first;
    }

    private void goAway() {
        List<Runnable> told;
        lock.lock();
        try {
            if (!close()) {
                return;
            }
            gone = true;
            told = List.copyOf(listeners);
        } finally {
            lock.unlock();
        }
        response.cut();
        told.forEach(Runnable::run);
    }

    private void beat() {
        boolean stuck;
        lock.lock();
        try {
            long idle = System.nanoTime() - lastWrite;
            stuck = writing && idle > writeTimeoutNanos;
            if (writing ? !stuck : idle < heartbeatNanos / 2) {
                return;
            }
        } finally {
            lock.unlock();
        }
        if (stuck) {
            goAway();
        } else {
            write(PING);
        }
    }
}
