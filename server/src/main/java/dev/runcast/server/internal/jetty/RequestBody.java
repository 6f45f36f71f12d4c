package dev.runcast.server.internal.jetty;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntPredicate;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/** The body of a request, which is read without a thread that waits for it. */
final class RequestBody {
    private final Request request;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> read = new CompletableFuture<>();
    private IntPredicate mayHave = size -> true;

    RequestBody(Request request) {
        this.request = request;
    }

    /** Reads the body, as long as it may have so many bytes. */
    CompletableFuture<byte[]> read(IntPredicate mayHave) {
        this.mayHave = mayHave;
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
            boolean isWanted = take(chunk.getByteBuffer());
            chunk.release();
            if (chunk.isLast()) {
                ClientConnection.of(request).ifPresent(ClientConnection::requestWasRead);
            }
            if (chunk.isLast() || !isWanted) {
                read.complete(bytes.toByteArray());
                return;
            }
        }
    }

    private boolean take(ByteBuffer content) {
        if (!mayHave.test(bytes.size() + content.remaining())) {
            return false;
        }
        byte[] part = new byte[content.remaining()];
        content.get(part);
        bytes.writeBytes(part);
        return true;
    }

    /** Reads what is left of the body, for nothing. */
    CompletableFuture<Void> skip() {
        Callback.Completable skipped = new Callback.Completable();
        Content.Source.consumeAll(request, skipped);
        return skipped;
    }
}
