package dev.runcast.server.internal.jetty;

import dev.runcast.server.internal.http.ResponseStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** The body of an answer of Jetty. */
final class JettyResponseStream implements ResponseStream {
    private final Response response;
    private final Callback callback;
    private final CompletableFuture<Void> begun;
    private final AtomicBoolean over = new AtomicBoolean();

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
        response.write(false, bytes, sent);
        return sent;
    }

    @Override
    public void end() {
        if (over.compareAndSet(false, true)) {
            response.write(true, BufferUtil.EMPTY_BUFFER, callback);
        }
    }

    @Override
    public void cut() {
        if (over.compareAndSet(false, true)) {
            Request request = response.getRequest();
            Exception cut = new Request.Handler.AbortException("The answer was broken off.");
            ClientConnection.of(request)
                    .ifPresent(connection -> connection.close(cut)); // also while something is written
            callback.failed(cut);
        }
    }
}
