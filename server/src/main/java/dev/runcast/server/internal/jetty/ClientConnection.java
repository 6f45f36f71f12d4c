package dev.runcast.server.internal.jetty;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadPendingException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ProxyConnectionFactory.ProxyEndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * A connection of HTTP/1.1. Jetty does not read from one while a request is answered, and so does not notice that the client has
 * disconnected. This reads on for it, and keeps what comes for the next request. It closes the connection when a request takes too
 * long to arrive, however its bytes are spread.
 */
final class ClientConnection extends ProxyEndPoint {
    /** Of the next request, whose beginning may come before the answer to this one has gone. */
    private static final int READ_AHEAD = 1024;

    private final EndPoint endPoint;
    private final Scheduler scheduler;
    private final Duration readTimeout;
    private final ReentrantLock lock = new ReentrantLock();

    /** When the request that is read began to arrive, 0 if none is. */
    private long requestBegan;

    private Scheduler.@Nullable Task expiry;

    private @Nullable Runnable onGone;
    private boolean isReadingAhead;
    private @Nullable ByteBuffer readAhead;
    private boolean hasEnded;

    /** Jetty, which waits to read. */
    private @Nullable Callback reader;

    ClientConnection(EndPoint endPoint, Scheduler scheduler, Duration readTimeout) {
        super(endPoint, endPoint.getLocalSocketAddress(), endPoint.getRemoteSocketAddress());
        this.endPoint = endPoint;
        this.scheduler = scheduler;
        this.readTimeout = readTimeout;
    }

    /** Returns the connection of a request, or nothing if the connection has several requests at once. */
    static Optional<ClientConnection> of(Request request) {
        return request.getConnectionMetaData().getConnection().getEndPoint() instanceof ClientConnection connection
                ? Optional.of(connection)
                : Optional.empty();
    }

    /** Says that a request has been read to its end. */
    void requestWasRead() {
        lock.lock();
        try {
            requestBegan = 0;
            if (expiry != null) {
                expiry.cancel();
                expiry = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Has something done when the client disconnects, until {@link #requestIsDone}. The request has been read to its end. */
    void watch(Runnable listener) {
        lock.lock();
        try {
            onGone = listener;
            if (isReadingAhead || readAhead != null) {
                return;
            }
            if (!hasEnded) {
                isReadingAhead = true;
            }
        } finally {
            lock.unlock();
        }
        if (hasEnded) {
            tellGone();
        } else {
            endPoint.fillInterested(new ReadAhead());
        }
    }

    /** Says that the request has been answered. */
    void requestIsDone() {
        requestWasRead();
        lock.lock();
        try {
            onGone = null;
        } finally {
            lock.unlock();
        }
    }

    private void tellGone() {
        Runnable listener;
        lock.lock();
        try {
            listener = onGone;
            onGone = null;
        } finally {
            lock.unlock();
        }
        if (listener != null) {
            listener.run();
        }
    }

    /** Is called when there is something to read, or the client has disconnected. */
    private final class ReadAhead implements Callback {
        @Override
        public void succeeded() {
            ByteBuffer buffer = ByteBuffer.allocate(READ_AHEAD).limit(0);
            try {
                int filled = endPoint.fill(buffer);
                if (filled == 0) { // as of a record of TLS of which only a part has come
                    endPoint.fillInterested(this);
                } else {
                    finish(filled, buffer, null);
                }
            } catch (IOException failure) {
                finish(-1, buffer, failure);
            }
        }

        /** A client that was silent for too long may have sent something just now, which a busy machine has not told yet. */
        @Override
        public void failed(Throwable failure) {
            ByteBuffer buffer = ByteBuffer.allocate(READ_AHEAD).limit(0);
            try {
                int filled = failure instanceof TimeoutException ? endPoint.fill(buffer) : -1;
                finish(filled > 0 ? filled : -1, buffer, filled > 0 ? null : failure);
            } catch (IOException closed) {
                finish(-1, buffer, closed);
            }
        }

        private void finish(int filled, ByteBuffer buffer, @Nullable Throwable failure) {
            Callback waiting;
            lock.lock();
            try {
                isReadingAhead = false;
                hasEnded = filled < 0;
                if (filled > 0) {
                    readAhead = buffer;
                }
                waiting = reader;
                reader = null;
            } finally {
                lock.unlock();
            }
            if (filled < 0) {
                tellGone();
            }
            if (waiting == null) {
                return;
            }
            if (failure == null) {
                waiting.succeeded();
            } else {
                waiting.failed(failure);
            }
        }
    }

    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        int filled = mayFill() ? endPoint.fill(buffer) : takeReadAhead(buffer);
        if (filled > 0) {
            noteBegin();
        }
        return filled;
    }

    /** While this reads ahead, nobody else may read, or else bytes would come in another order. */
    private boolean mayFill() {
        lock.lock();
        try {
            return !isReadingAhead && readAhead == null && !hasEnded;
        } finally {
            lock.unlock();
        }
    }

    private int takeReadAhead(ByteBuffer buffer) {
        lock.lock();
        try {
            ByteBuffer kept = readAhead;
            if (kept == null) {
                return hasEnded ? -1 : 0;
            }
            int taken = BufferUtil.append(buffer, kept);
            if (!kept.hasRemaining()) {
                readAhead = null;
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void noteBegin() {
        lock.lock();
        try {
            if (requestBegan == 0) {
                requestBegan = System.nanoTime() | 1;
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void fillInterested(Callback callback) {
        if (!tryFillInterested(callback)) {
            throw new ReadPendingException();
        }
    }

    @Override
    public boolean tryFillInterested(Callback callback) {
        boolean isThere;
        lock.lock();
        try {
            if (reader != null) {
                return false;
            }
            if (isReadingAhead) {
                reader = callback;
                return true;
            }
            isThere = readAhead != null || hasEnded;
            if (!isThere && requestBegan != 0 && expiry == null) {
                long left = readTimeout.toNanos() - (System.nanoTime() - requestBegan);
                expiry = scheduler.schedule(this::expire, Math.max(0, left), TimeUnit.NANOSECONDS);
            }
        } finally {
            lock.unlock();
        }
        if (isThere) {
            callback.succeeded();
            return true;
        }
        return endPoint.tryFillInterested(callback);
    }

    @Override
    public boolean isFillInterested() {
        lock.lock();
        try {
            return isReadingAhead ? reader != null : endPoint.isFillInterested();
        } finally {
            lock.unlock();
        }
    }

    private void expire() {
        close(new TimeoutException("The request took longer than " + readTimeout + " to arrive."));
    }

    @Override
    public void onClose(@Nullable Throwable cause) {
        requestWasRead();
        super.onClose(cause);
    }

    /** Another connection than one of HTTP/1.1 takes over, such as one of HTTP/2. */
    @Override
    public void upgrade(Connection connection) {
        requestWasRead();
        super.upgrade(connection);
    }

    @Override
    public EndPoint.@Nullable SslSessionData getSslSessionData() {
        return endPoint.getSslSessionData();
    }
}
