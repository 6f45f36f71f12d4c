package dev.runcast.spring;

import dev.runcast.server.internal.http.ResponseStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.async.DeferredResult;

/** The body of an answer of a servlet. When its client has gone, the web server says so itself, and ends the request. */
final class ServletResponseStream implements ResponseStream {
    private final OutputStream body;
    private final DeferredResult<Ending> result;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean writing;
    private @Nullable Ending ending;

    ServletResponseStream(OutputStream body, DeferredResult<Ending> result) {
        this.body = body;
        this.result = result;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        lock.lock();
        try {
            if (ending != null) {
                throw new IOException("The answer is over.");
            }
            writing = true;
        } finally {
            lock.unlock();
        }
        boolean written = false;
        try {
            body.write(bytes);
            body.flush();
            written = true;
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
        if (successfully && due != null) {
            result.setResult(due);
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
        result.setResult(how);
    }
}
