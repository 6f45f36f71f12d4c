package dev.runcast.spring;

import dev.runcast.server.internal.http.ResponseStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The body of an answer of a servlet. When its client has gone, the web server says so itself, and ends the request. */
final class ServletResponseStream implements ResponseStream {
    private final HttpServletResponse response;
    private final ServletExchange exchange;
    private final CompletableFuture<Void> begun;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean writing;
    private @Nullable Ending ending;

    /** Begins an answer, whose status and headers are sent at once. */
    ServletResponseStream(HttpServletResponse response, ServletExchange exchange) {
        this.response = response;
        this.exchange = exchange;
        this.begun = exchange.whenWritable().thenCompose(nothing -> send(new byte[0]));
    }

    /** Writes on this thread, which is one of the server's that may wait, unless the thread of the web server has to leave first. */
    @Override
    public CompletionStage<Void> write(byte[] bytes) {
        return begun.thenCompose(nothing -> exchange.whenWritable()).thenCompose(nothing -> send(bytes));
    }

    private CompletionStage<Void> send(byte[] bytes) {
        lock.lock();
        try {
            if (ending != null) {
                return CompletableFuture.failedStage(new IOException("The answer is over."));
            }
            writing = true;
        } finally {
            lock.unlock();
        }
        boolean written = false;
        try {
            response.getOutputStream().write(bytes);
            response.flushBuffer();
            written = true;
            return CompletableFuture.completedStage(null);
        } catch (IOException clientHasGone) {
            return CompletableFuture.failedStage(clientHasGone);
        } finally {
            wrote(written);
        }
    }

    /** Ends what was cut during the write, unless that failed. */
    private void wrote(boolean successfully) {
        Ending due;
        lock.lock();
        try {
            writing = false;
            due = ending;
            if (!successfully) {
                ending = Ending.CUT;
            }
        } finally {
            lock.unlock();
        }
        if (!successfully) {
            exchange.leave();
        } else if (due != null) {
            exchange.end(due);
        }
    }

    @Override
    public void end() {
        finish(Ending.COMPLETE);
    }

    /** A write that blocks goes on until the web server finds that the client has gone, for nothing else can end it. */
    @Override
    public void cut() {
        finish(Ending.CUT);
    }

    private void finish(Ending how) {
        lock.lock();
        try {
            if (ending != null) {
                return;
            }
            ending = how;
            if (writing) {
                return;
            }
        } finally {
            lock.unlock();
        }
        exchange.whenWritable().thenRun(() -> exchange.end(how));
    }
}
