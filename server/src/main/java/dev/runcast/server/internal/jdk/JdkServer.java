package dev.runcast.server.internal.jdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.runcast.server.ServerLimits;
import dev.runcast.server.internal.core.Timers;
import dev.runcast.server.internal.http.ExchangeHandler;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Objects;

/** The web server of the JDK. */
public final class JdkServer {
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    private final HttpServer server;

    private JdkServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts a server, which keeps the limits of time for requests and answers that are known as a whole.
     *
     * @throws IOException if it cannot listen at the address
     */
    public static JdkServer start(
            InetSocketAddress address, ExchangeHandler handler, Timers timers, ServerLimits limits) throws IOException {
        if (address.isUnresolved()) {
            throw new IOException("The address " + address.getHostString()
                    + " is not known. Give one of this machine, such as 127.0.0.1, or 0.0.0.0 for all.");
        }
        // Else the network holds small events back until the client has acknowledged those before, for up to 40 ms.
        // There is no
        // other way to say so than for all such servers of the process; whoever has said otherwise is right.
        if (System.getProperty(NO_DELAY) == null) {
            System.setProperty(NO_DELAY, "true");
        }
        HttpServer server = create(address);
        server.createContext("/", exchange -> handle(exchange, handler));
        server.setExecutor(task -> timers.executor().execute(new RequestTask(task, timers, limits)));
        server.start();
        return new JdkServer(server);
    }

    private static HttpServer create(InetSocketAddress address) throws IOException {
        try {
            return HttpServer.create(address, 0);
        } catch (BindException failure) {
            throw (IOException) new BindException("The server cannot listen at " + address.getHostString() + ", port "
                            + address.getPort() + ": " + failure.getMessage()
                            + ". Give it another port, or 0 for one that is free.")
                    .initCause(failure);
        }
    }

    private static void handle(HttpExchange exchange, ExchangeHandler handler) throws IOException {
        RequestTask task = Objects.requireNonNull(RequestTask.current());
        handler.handle(new JdkExchange(exchange, hasBody(exchange), task));
    }

    private static boolean hasBody(HttpExchange exchange) {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        return exchange.getRequestHeaders().containsKey("Transfer-Encoding")
                || (length != null && !length.strip().equals("0"));
    }

    /** Returns the port that the server listens at. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Stops to listen, and closes all connections. */
    public void stop() {
        server.stop(0);
    }
}
