package dev.runcast.server.internal.jetty;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/** A request of HTTP/2 that fails if its body takes too long to arrive, however its bytes are spread. */
final class TimedRequest extends Request.Wrapper {
    private final Scheduler.Task expiry;

    TimedRequest(Request request, Duration readTimeout) {
        super(request);
        Scheduler scheduler = request.getComponents().getScheduler();
        this.expiry = scheduler.schedule(() -> expire(readTimeout), readTimeout.toNanos(), TimeUnit.NANOSECONDS);
        Request.addCompletionListener(request, failure -> expiry.cancel());
    }

    private void expire(Duration readTimeout) {
        fail(new TimeoutException("The request took longer than " + readTimeout + " to arrive."));
    }

    @Override
    public Content.Chunk read() {
        Content.Chunk chunk = super.read();
        if (chunk != null && chunk.isLast()) {
            expiry.cancel();
        }
        return chunk;
    }
}
