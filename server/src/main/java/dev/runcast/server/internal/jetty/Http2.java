package dev.runcast.server.internal.jetty;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.server.AbstractHTTP2ServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/2, by which one connection has many requests at once. Jetty closes connections that flood the server with frames that cost their
 * sender nothing, such as pings, settings and resets.
 */
final class Http2 {
    /** Of one connection. Browsers and the specification expect a hundred. */
    private static final int MAX_REQUESTS = 100;

    /** How many bytes of a body may arrive before the server reads them. */
    private static final int UNREAD_BYTES = 64 * 1024;

    /** As many for all bodies of a connection. */
    private static final int UNREAD_BYTES_IN_ALL = 256 * 1024;

    private Http2() {}

    /** Returns whether a request came by HTTP/2. */
    static boolean is(Request request) {
        return request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2;
    }

    /** Returns what makes connections that are encrypted. */
    static ConnectionFactory encrypted(HttpConfiguration configuration) {
        return limited(new HTTP2ServerConnectionFactory(configuration));
    }

    /** Returns what makes connections that are not encrypted. */
    static ConnectionFactory inClear(HttpConfiguration configuration) {
        return limited(new PriorKnowledge(configuration));
    }

    private static ConnectionFactory limited(AbstractHTTP2ServerConnectionFactory factory) {
        factory.setMaxConcurrentStreams(MAX_REQUESTS);
        factory.setInitialStreamRecvWindow(UNREAD_BYTES);
        factory.setInitialSessionRecvWindow(UNREAD_BYTES_IN_ALL);
        factory.setConnectProtocolEnabled(false);
        return factory;
    }

    /**
     * Takes clients that begin with HTTP/2. No request of HTTP/1.1 changes to HTTP/2: a proxy that passes such a request on would not see
     * those that follow, and its rules would not hold for them.
     */
    private static final class PriorKnowledge extends HTTP2CServerConnectionFactory {
        PriorKnowledge(HttpConfiguration configuration) {
            super(configuration);
        }

        @Override
        public @Nullable Connection upgradeConnection(
                Connector connector, EndPoint endPoint, MetaData.Request request, HttpFields.Mutable answer) {
            if (!HttpMethod.PRI.is(request.getMethod())) {
                return null;
            }
            EndPoint plain = endPoint instanceof ClientConnection connection ? connection.unwrap() : endPoint;
            return super.upgradeConnection(connector, plain, request, answer);
        }
    }
}
