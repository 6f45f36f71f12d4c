package dev.runcast.server.internal.jetty;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/** The body of a request, which is read without a thread that waits for it. */
final class RequestBody {
    private final Request request;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> read = new CompletableFuture<>();
    private int wanted;

    RequestBody(Request request) {
        this.request = request;
    }

    /** Reads the body, and no more of it than {@code maxBytes}. */
    CompletableFuture<byte[]> read(int maxBytes) {
        wanted = maxBytes;
        readOn();
        return read;
    }

    private void readOn() {
        try {
            readWhatIsThere();
        } catch (Throwable wrong) { // such as that there is no memory
            read.completeExceptionally(wrong);
        }
    }

    private void readWhatIsThere() {
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this::readOn);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                read.completeExceptionally(chunk.getFailure());
                return;
            }
            take(chunk.getByteBuffer());
            chunk.release();
            if (chunk.isLast()) {
                ClientConnection.of(request).ifPresent(ClientConnection::requestWasRead);
            }
            if (chunk.isLast() || bytes.size() == wanted) {
                read.complete(bytes.toByteArray());
                return;
            }
        }
    }

    private void take(ByteBuffer content) {
        byte[] part = new byte[Math.min(content.remaining(), wanted - bytes.size())];
        content.get(part);
        bytes.writeBytes(part);
    }

    /** Reads what is left of the body, for nothing. */
    CompletableFuture<Void> skip() {
        Callback.Completable skipped = new Callback.Completable();
        Content.Source.consumeAll(request, skipped);
        return skipped;
    }
}
