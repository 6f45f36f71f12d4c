package dev.runcast.server.internal.core;

import dev.runcast.runtime.engine.json.JsonBytes;
import dev.runcast.server.ServerLimits;
import dev.runcast.server.internal.http.Exchange;
import dev.runcast.server.internal.http.ResponseStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An answer of server-sent events. What is sent is written when it is flushed, all of it that there is at a time. Senders ask whether there is
 * {@linkplain #hasRoom room}, so that no more is held for a client than it reads. While nothing is sent, comments keep the connection
 * alive, and find out when the client has gone; the web server takes one that does not read at all for gone too.
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

    private static final byte[] END = "\n\n".getBytes(StandardCharsets.UTF_8);

    /** How many bytes may wait to be written while there is room for more. */
    private static final int MAX_UNWRITTEN = 64 * 1024;

    private final ResponseStream response;
    private final long heartbeatNanos;
    private final Executor executor;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Runnable> listeners = new ArrayList<>();
    private Runnable onRoom = () -> {};
    private final List<byte[]> unwritten = new ArrayList<>();
    private int unwrittenBytes;
    private boolean writing;

    /** What ends the answer when all has been written that was sent, or null if it goes on. */
    private @Nullable Runnable ending;

    private boolean over;
    private boolean gone;
    private long lastWrite = System.nanoTime();
    private @Nullable ScheduledFuture<?> heartbeat;

    private SseStream(ResponseStream response, ServerLimits limits, Executor executor) {
        this.response = response;
        this.heartbeatNanos = limits.heartbeat().toNanos();
        this.executor = executor;
    }

    /**
     * Begins an answer.
     *
     * @param headers headers of the protocol, in addition to those that all streams of events have
     */
    static SseStream open(Exchange exchange, Map<String, String> headers, ServerLimits limits, Timers timers) {
        Map<String, String> all = new LinkedHashMap<>(HEADERS);
        all.putAll(headers);
        SseStream stream = new SseStream(exchange.stream(200, all), limits, timers.executor());
        stream.startHeartbeat(timers, limits.heartbeat().dividedBy(2));
        exchange.onGone(stream::goAway);
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

    /** Sends an event, of which each part may be missing. It is to be flushed. */
    public void send(@Nullable String id, @Nullable String event, @Nullable String data) {
        StringBuilder head = new StringBuilder(32);
        field(head, "id", id);
        field(head, "event", event);
        if (data == null) {
            add(JsonBytes.utf8(head.append('\n').toString()));
        } else {
            add(JsonBytes.utf8(head.append("data: ").toString()), JsonBytes.utf8(lines(data)), END);
        }
    }

    private static void field(StringBuilder head, String name, @Nullable String value) {
        if (value != null) {
            head.append(name).append(": ").append(value).append('\n');
        }
    }

    /** Returns data with the name of the field before each line but the first. */
    private static String lines(String data) {
        boolean isOneLine = data.indexOf('\n') < 0 && data.indexOf('\r') < 0;
        return isOneLine ? data : LINE_END.matcher(data).replaceAll("\ndata: ");
    }

    /** Returns whether an event is to be sent, or the client has yet to read others. */
    public boolean hasRoom() {
        lock.lock();
        try {
            return unwrittenBytes <= MAX_UNWRITTEN || over;
        } finally {
            lock.unlock();
        }
    }

    /** Has something done each time that there may be room again. */
    public void onRoom(Runnable listener) {
        lock.lock();
        try {
            onRoom = listener;
        } finally {
            lock.unlock();
        }
    }

    private void add(byte[]... parts) {
        lock.lock();
        try {
            if (!over && ending == null) {
                for (byte[] part : parts) {
                    unwritten.add(part);
                    unwrittenBytes += part.length;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Has written what was sent, on this thread unless another one is at it. */
    public void flush() {
        if (beginToWrite()) {
            writeAll();
        }
    }

    /** Has written what was sent, on a thread of the server. */
    public void flushLater() {
        if (!beginToWrite()) {
            return;
        }
        try {
            executor.execute(this::writeAll);
        } catch (RejectedExecutionException serverHasStopped) {
            goAway();
        }
    }

    private boolean beginToWrite() {
        lock.lock();
        try {
            boolean begins = !writing && !over && unwrittenBytes > 0;
            writing |= begins;
            return begins;
        } finally {
            lock.unlock();
        }
    }

    /** Writes what there is, and what is added meanwhile, without waiting for the client. */
    private void writeAll() {
        try {
            writeOn();
        } catch (Throwable wrong) { // Nobody would go on with it.
            log.warn("An answer could not be written", ShortenedFailure.of(wrong));
            goAway();
        }
    }

    private void writeOn() {
        for (byte[] bytes = next(); bytes.length > 0; bytes = next()) {
            CompletableFuture<Void> sent = response.write(bytes).toCompletableFuture();
            if (!sent.isDone()) {
                sent.whenComplete((nothing, failure) -> {
                    if (failure == null) {
                        writeAll();
                    } else {
                        goAway();
                    }
                });
                return;
            }
            if (sent.isCompletedExceptionally()) {
                goAway();
                return;
            }
        }
    }

    /** Returns what is to be written next. If that is nothing, the answer is ended if it is to be. */
    private byte[] next() {
        byte[] bytes;
        boolean wasFull;
        Runnable due = null;
        lock.lock();
        try {
            wasFull = unwrittenBytes > MAX_UNWRITTEN;
            bytes = takeUnwritten();
            lastWrite = System.nanoTime();
            writing = bytes.length > 0;
            if (!writing && ending != null && close()) {
                due = ending;
            }
        } finally {
            lock.unlock();
        }
        if (wasFull) {
            onRoom.run();
        }
        if (due != null) {
            due.run();
        }
        return bytes;
    }

    private byte[] takeUnwritten() {
        ByteBuffer all = ByteBuffer.allocate(unwrittenBytes);
        unwritten.forEach(all::put);
        unwritten.clear();
        unwrittenBytes = 0;
        return all.array();
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
        finish(response::end);
    }

    /**
     * Breaks the connection off when all has been written that was sent, so that the client sees that something is missing. Further
     * calls do nothing.
     */
    public void cut() {
        finish(response::cut);
    }

    private void finish(Runnable how) {
        lock.lock();
        try {
            if (over || ending != null) {
                return;
            }
            ending = how;
            if (writing || unwrittenBytes > 0) {
                return; // until that is written
            }
            close();
        } finally {
            lock.unlock();
        }
        how.run();
    }

    private boolean close() {
        boolean first = !over;
        over = true;
        unwritten.clear();
        unwrittenBytes = 0;
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
        lock.lock();
        try {
            if (writing || System.nanoTime() - lastWrite < heartbeatNanos / 2) {
                return;
            }
        } finally {
            lock.unlock();
        }
        add(PING);
        flushLater();
    }
}
