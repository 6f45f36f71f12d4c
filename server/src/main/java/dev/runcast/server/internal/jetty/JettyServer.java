package dev.runcast.server.internal.jetty;

import dev.runcast.server.ServerLimits;
import dev.runcast.server.internal.core.HttpError;
import dev.runcast.server.internal.http.ExchangeHandler;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** A web server of Jetty. */
public final class JettyServer {
    /** How long answers that have been given may take to be sent off when the server stops. */
    private static final Duration LAST_BYTES = Duration.ofSeconds(1);

    /** None of which waits for a client. */
    private static final int MAX_THREADS = 64;

    /**
     * How many bytes the machine may keep for a client that does not read. By itself it keeps megabytes, and the time-out for writing
     * counts only when they are full.
     */
    private static final int SEND_BUFFER = 256 * 1024;

    private final Server server;
    private final ServerConnector connector;
    private final GracefulHandler handler;

    private final int port;

    private JettyServer(
            InetSocketAddress address,
            ExchangeHandler handler,
            ServerLimits limits,
            @Nullable SSLContext tls,
            TrustedProxies proxies)
            throws IOException {
        this.server = new Server(threads());
        this.connector = new PacedConnector(server, protocols(configuration(limits), limits, tls));
        connector.addBean(new ConnectionDeadlines(connector.getScheduler(), limits));
        connector.setHost(address.getAddress().getHostAddress());
        connector.setPort(address.getPort());
        connector.setAcceptQueueSize(limits.acceptQueue());
        connector.setAcceptedSendBufferSize(SEND_BUFFER);
        connector.setIdleTimeout(limits.writeTimeout().toMillis());
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(limits.maxConnections(), connector));
        this.handler = new GracefulHandler(new Answering(handler, limits.readTimeout(), proxies));
        server.setHandler(this.handler);
        server.setErrorHandler((request, response, callback) -> refuse(request, response, callback, limits));
        this.port = listen(address);
    }

    /**
     * Starts a server.
     *
     * @param tls encrypts, null for a server that does not
     * @param proxies say who sends the requests that come from them
     * @throws IOException if it cannot listen at the address
     */
    public static JettyServer start(
            InetSocketAddress address,
            ExchangeHandler handler,
            ServerLimits limits,
            @Nullable SSLContext tls,
            TrustedProxies proxies)
            throws IOException {
        if (address.isUnresolved()) {
            throw new IOException("The address " + address.getHostString()
                    + " is not known. Give one of this machine, such as 127.0.0.1, or 0.0.0.0 for all.");
        }
        return new JettyServer(address, handler, limits, tls, proxies);
    }

    /** Returns the port. */
    private int listen(InetSocketAddress address) throws IOException {
        try {
            connector.open();
        } catch (IOException failure) {
            throw (IOException) new BindException("The server cannot listen at " + address.getHostString() + ", port "
                            + address.getPort() + ": " + message(failure)
                            + ". Give it another port, or 0 for one that is free.")
                    .initCause(failure);
        }
        try {
            server.start();
        } catch (Exception failure) {
            stop();
            throw new IOException("The web server did not start: " + failure.getMessage(), failure);
        }
        return connector.getLocalPort();
    }

    private static String message(IOException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return String.valueOf(cause.getMessage());
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("runcast-server-http");
        return threads;
    }

    /** Returns HTTP/1.1 and HTTP/2, of which a client chooses when it connects. */
    private static ConnectionFactory[] protocols(
            HttpConfiguration configuration, ServerLimits limits, @Nullable SSLContext tls) {
        ConnectionFactory http1 = new WatchingFactory(configuration, limits.readTimeout());
        if (tls == null) {
            return new ConnectionFactory[] {http1, Http2.inClear(configuration)};
        }
        SslContextFactory.Server certificates = new SslContextFactory.Server();
        certificates.setSslContext(tls);
        ConnectionFactory http2 = Http2.encrypted(configuration);
        // The name of HTTP/1.1 in ALPN is not that of Jetty, which is in upper case.
        ALPNServerConnectionFactory choice = new ALPNServerConnectionFactory("h2", "http/1.1");
        choice.setDefaultProtocol(http1.getProtocol());
        return new ConnectionFactory[] {
            new SslConnectionFactory(certificates, choice.getProtocol()), choice, http2, http1
        };
    }

    private static HttpConfiguration configuration(ServerLimits limits) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setRequestHeaderSize(limits.maxHeaderBytes());
        configuration.setSendServerVersion(false);
        configuration.setUriCompliance(
                UriCompliance.UNSAFE); // No file is reached by a path, and routes are compared as they are.
        return configuration;
    }

    /** Answers requests that are none of HTTP. */
    private static boolean refuse(Request request, Response response, Callback callback, ServerLimits limits) {
        int status = response.getStatus();
        HttpError error = switch (status) {
            case 414, 431 ->
                HttpError.of(
                        431,
                        "The path and the headers are longer than " + limits.maxHeaderBytes()
                                + " bytes. Send less, or send it in the body.");
            case 408 -> HttpError.of(status, "The request took too long to arrive. Send it at once.");
            case 500 -> HttpError.internal();
            case 503 -> HttpError.busy("The server is stopping.");
            default -> HttpError.of(status, "The request is not well-formed. Send one as HTTP/1.1 has them.");
        };
        dev.runcast.server.internal.http.Response answer = error.response();
        response.setStatus(answer.status());
        answer.headers().forEach(response.getHeaders()::put);
        if (!Http2.is(request)) { // Jetty closes the connection, and does not say so where the first line is wrong.
            response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        }
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
        return true;
    }

    /** Returns the port that the server listens at. */
    public int port() {
        return port;
    }

    /** Returns how many connections are open. */
    public int connections() {
        return connector.getConnectedEndPoints().size();
    }

    /** Stops to listen, and closes all connections when the answers that have been given are sent. */
    public void stop() {
        connector.close();
        try {
            handler.shutdown().get(LAST_BYTES.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException slowClients) {
            // Their connections are closed too.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IllegalStateException("The web server did not stop.", failure);
        }
    }

    /** Hands requests on. */
    private static final class Answering extends Handler.Abstract {
        private final ExchangeHandler handler;
        private final Duration readTimeout;
        private final TrustedProxies proxies;

        Answering(ExchangeHandler handler, Duration readTimeout, TrustedProxies proxies) {
            this.handler = handler;
            this.readTimeout = readTimeout;
            this.proxies = proxies;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            Request timed = Http2.is(request) ? new TimedRequest(request, readTimeout) : request;
            handler.handle(new JettyExchange(timed, response, callback, proxies));
            return true;
        }
    }

    /** Makes connections of HTTP/1.1 that notice when their clients disconnect. */
    private static final class WatchingFactory extends HttpConnectionFactory {
        private final Duration readTimeout;

        WatchingFactory(HttpConfiguration configuration, Duration readTimeout) {
            super(configuration);
            this.readTimeout = readTimeout;
        }

        @Override
        public Connection newConnection(Connector connector, EndPoint endPoint) {
            return super.newConnection(
                    connector, new ClientConnection(endPoint, connector.getScheduler(), readTimeout));
        }
    }
}
