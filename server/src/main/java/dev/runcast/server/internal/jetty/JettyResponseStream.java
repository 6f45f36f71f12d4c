package dev.runcast.server.internal.jetty;

import dev.runcast.server.internal.http.ResponseStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** The body of an answer of Jetty. */
final class JettyResponseStream implements ResponseStream {
    private final Response response;
    private final Callback callback;
    private final CompletableFuture<Void> begun;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean over;

    /** Begins an answer, whose status and headers are sent at once. */
    JettyResponseStream(Response response, Callback callback) {
        this.response = response;
        this.callback = callback;
        this.begun = send(BufferUtil.EMPTY_BUFFER);
    }

    @Override
    public CompletionStage<Void> write(byte[] bytes) {
        return begun.isDone()
                ? send(ByteBuffer.wrap(bytes))
                : begun.thenCompose(nothing -> send(ByteBuffer.wrap(bytes)));
    }

    private CompletableFuture<Void> send(ByteBuffer bytes) {
        Callback.Completable sent = new Callback.Completable();
        lock.lock(); // An answer that is over belongs to the next request.
        try {
            if (over) {
                sent.failed(new IOException("The answer is over."));
            } else {
                response.write(false, bytes, sent);
            }
        } finally {
            lock.unlock();
        }
        return sent;
    }

    @Override
    public void end() {
        if (finish()) {
            response.write(true, BufferUtil.EMPTY_BUFFER, callback);
        }
    }

    @Override
    public void cut() {
        if (finish()) {
            Request request = response.getRequest();
            Exception cut = new Request.Handler.AbortException("The answer was broken off.");
            ClientConnection.of(request)
                    .ifPresent(connection -> connection.close(cut)); // also while something is written
            callback.failed(cut);
        }
    }

    /** Returns whether the answer was not over yet. */
    private boolean finish() {
        lock.lock();
        try {
            boolean first = !over;
            over = true;
            return first;
        } finally {
            lock.unlock();
        }
    }
}
