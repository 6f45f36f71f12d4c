package dev.runcast.server.internal.jetty;

import dev.runcast.server.ServerLimits;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.HTTP2Session;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections whose clients keep them open and do not use them: with a handshake of TLS that does not end, with frames of HTTP/2
 * that belong to no request, or with answers by HTTP/2 that they do not read. Jetty's idle time-out begins again at each byte that
 * comes, and it does not close a connection of HTTP/2 that has requests.
 */
final class ConnectionDeadlines implements Connection.Listener {
    private final Scheduler scheduler;
    private final ServerLimits limits;

    ConnectionDeadlines(Scheduler scheduler, ServerLimits limits) {
        this.scheduler = scheduler;
        this.limits = limits;
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof SslConnection encrypted) {
            awaitHandshake(encrypted);
        } else if (connection instanceof HTTP2Connection http2) {
            new Http2Check(http2).schedule();
        }
    }

    private Scheduler.Task after(Duration time, Runnable what) {
        return scheduler.schedule(what, time.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void awaitHandshake(SslConnection connection) {
        Scheduler.Task expiry = after(limits.readTimeout(), () -> close(connection, "The handshake took too long."));
        connection.addHandshakeListener(new SslHandshakeListener() {
            @Override
            public void handshakeSucceeded(Event event) {
                expiry.cancel();
            }

            @Override
            public void handshakeFailed(Event event, Throwable failure) {
                expiry.cancel();
            }
        });
    }

    /** Looks at a connection of HTTP/2 each time that as much time has passed as a client may not read. */
    private final class Http2Check implements Runnable {
        private final HTTP2Connection connection;
        private long requests;
        private long bytesOut;
        private boolean wasWriting;

        Http2Check(HTTP2Connection connection) {
            this.connection = connection;
        }

        void schedule() {
            after(limits.writeTimeout(), this);
        }

        @Override
        public void run() {
            if (!connection.getEndPoint().isOpen()) {
                return;
            }
            HTTP2Session session = connection.getSession();
            long requestsNow = session.getStreamsOpened();
            long bytesOutNow = connection.getBytesOut();
            boolean isWriting = isWriting();
            if (session.getStreamCount() == 0 && requestsNow == requests) {
                close(connection, "There was no request.");
            } else if (wasWriting && isWriting && bytesOutNow == bytesOut) {
                close(connection, "The client does not read.");
            } else {
                requests = requestsNow;
                bytesOut = bytesOutNow;
                wasWriting = isWriting;
                schedule();
            }
        }

        private boolean isWriting() {
            return connection.getEndPoint() instanceof AbstractEndPoint endPoint
                    && endPoint.getWriteFlusher().isPending();
        }
    }

    private static void close(Connection connection, String why) {
        connection.getEndPoint().close(new TimeoutException(why));
    }
}
