package dev.runcast.server.internal.jdk;

import com.sun.net.httpserver.HttpExchange;
import dev.runcast.server.internal.http.ResponseStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The body of an answer of the JDK's server. */
final class JdkResponseStream implements ResponseStream {
    private final HttpExchange exchange;
    private final OutputStream body;
    private final Runnable breakOff;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Thread writer;
    private boolean over;

    /**
     * Creates a stream.
     *
     * @param breakOff closes the connection without the end of the answer
     */
    JdkResponseStream(HttpExchange exchange, Runnable breakOff) {
        this.exchange = exchange;
        this.breakOff = breakOff;
        this.body = exchange.getResponseBody();
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        lock.lock();
        try {
            if (over) {
                throw new IOException("The answer is over.");
            }
            writer = Thread.currentThread();
        } finally {
            lock.unlock();
        }
        try {
            body.write(bytes);
            body.flush();
        } finally {
            if (release()) {
                Thread.interrupted(); // that was meant for the write
                breakOff.run();
            }
        }
    }

    /** Returns whether the stream was cut during the write. */
    private boolean release() {
        lock.lock();
        try {
            writer = null;
            return over;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void end() {
        if (finish()) {
            exchange.close();
        }
    }

    @Override
    public void cut() {
        if (finish()) {
            breakOff.run();
        }
    }

    /** Returns whether nothing is being written and it is for the caller to close the exchange. An interrupt closes the channel. */
    private boolean finish() {
        lock.lock();
        try {
            if (over) {
                return false;
            }
            over = true;
            if (writer != null) {
                writer.interrupt();
                return false;
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
