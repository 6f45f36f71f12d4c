package dev.runcast.spring;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/** The body of a request, which is read without a thread that waits for it. */
final class RequestBody implements ReadListener {
    private static final int BUFFER = 8 * 1024;

    private final ServletInputStream input;
    private final IntPredicate mayHave;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> read = new CompletableFuture<>();
    private final Runnable completion;

    private RequestBody(ServletInputStream input, IntPredicate mayHave, UnaryOperator<Runnable> context) {
        this.input = input;
        this.mayHave = mayHave;
        this.completion = context.apply(() -> read.complete(bytes.toByteArray()));
    }

    /**
     * Reads a body, as long as it may have so many bytes.
     *
     * @param context what the rest of the request is done in, such as its user
     * @return completes with what was read, on a thread of the web server. It does not complete if the client disconnects
     */
    static CompletableFuture<byte[]> read(
            ServletInputStream input, IntPredicate mayHave, UnaryOperator<Runnable> context) throws IOException {
        RequestBody body = new RequestBody(input, mayHave, context);
        try {
            input.setReadListener(body);
        } catch (UnsupportedOperationException isInMemory) { // A filter has read the body.
            body.readAll();
        }
        return body.read;
    }

    private void readAll() throws IOException {
        while (!read.isDone() && readOn() >= 0) {}
        onAllDataRead();
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (!read.isDone() && input.isReady() && readOn() >= 0) {}
    }

    private int readOn() throws IOException {
        byte[] buffer = new byte[BUFFER];
        int count = input.read(buffer);
        if (count > 0 && mayHave.test(bytes.size() + count)) {
            bytes.write(buffer, 0, count);
        } else if (count > 0) {
            completion.run();
        }
        return count;
    }

    @Override
    public void onAllDataRead() {
        completion.run();
    }

    /** The web server ends the request. */
    @Override
    public void onError(Throwable clientHasGone) {}
}
