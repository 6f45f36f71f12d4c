package dev.runcast.server.internal.jdk;

import com.sun.net.httpserver.HttpExchange;
import dev.runcast.server.internal.http.Exchange;
import dev.runcast.server.internal.http.Response;
import dev.runcast.server.internal.http.ResponseStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An exchange of the JDK's server. */
final class JdkExchange implements Exchange {
    private final HttpExchange exchange;
    private final RequestTask task;
    private final Body body;

    JdkExchange(HttpExchange exchange, boolean hasBody, RequestTask task) {
        this.exchange = exchange;
        this.task = task;
        this.body = new Body(exchange.getRequestBody(), task);
        if (!hasBody) {
            body.noteEnd(-1);
        }
    }

    @Override
    public String method() {
        return exchange.getRequestMethod();
    }

    @Override
    public String rawPath() {
        return exchange.getRequestURI().getRawPath();
    }

    @Override
    public Optional<String> rawQuery() {
        return Optional.ofNullable(exchange.getRequestURI().getRawQuery());
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    @Override
    public int headersLength() {
        int length = exchange.getRequestURI().toString().length();
        for (Map.Entry<String, List<String>> header :
                exchange.getRequestHeaders().entrySet()) {
            for (String value : header.getValue()) {
                length += header.getKey().length() + value.length();
            }
        }
        return length;
    }

    @Override
    public InputStream body() {
        return body;
    }

    @Override
    public void setHeader(String name, String value) {
        exchange.getResponseHeaders().set(name, value);
    }

    @Override
    public void respond(Response response) throws IOException {
        response.headers().forEach(this::setHeader);
        byte[] bytes = response.body();
        try (exchange) {
            if (body.isRead) {
                task.write(() -> send(response.status(), bytes));
            } else { // for which there is as much time as for the request
                setHeader("Connection", "close");
                send(response.status(), bytes);
                if (bytes.length > 0) { // else it has ended with the headers
                    drain();
                }
            }
        } catch (IOException gone) {
            breakOff();
            throw gone;
        }
    }

    private void send(int status, byte[] bytes) throws IOException {
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
            exchange.getResponseBody().flush();
        }
    }

    /**
     * Reads what the client still sends, for as long as a request may take: if the connection were closed meanwhile, its machine
     * would throw the answer away before the client has read it.
     */
    private void drain() throws IOException {
        byte[] ignored = new byte[8192];
        while (body.read(ignored) >= 0) {}
    }

    @Override
    public ResponseStream stream(int status, Map<String, String> headers) throws IOException {
        headers.forEach(this::setHeader);
        // Without "Connection: close", after which Node's fetch takes a stream that breaks off for one that has ended.
        task.requestWasRead();
        try {
            exchange.sendResponseHeaders(status, 0);
            exchange.getResponseBody().flush();
        } catch (IOException gone) {
            breakOff();
            throw gone;
        }
        return new JdkResponseStream(exchange, this::breakOff);
    }

    /**
     * Closes the connection without the end of the answer. The JDK's server has no method for that: an exchange that is closed
     * ends its answer well, and only what a handler throws breaks the connection off. But it does so too when the body of the answer
     * fails to close.
     */
    private void breakOff() {
        OutputStream body = exchange.getResponseBody();
        exchange.setStreams(null, new Unclosable());
        exchange.close();
        task.forgetConnection(); // which the server does only while the body has not been closed
        try {
            body.close();
        } catch (IOException expected) {
            // JDK 17's has something left to write.
        }
    }

    private static final class Unclosable extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("The answer was broken off.");
        }

        @Override
        public void close() throws IOException {
            throw new IOException("The answer was broken off.");
        }
    }

    /** Says when it has been read. */
    private static final class Body extends FilterInputStream {
        private final RequestTask task;
        boolean isRead;

        Body(InputStream body, RequestTask task) {
            super(body);
            this.task = task;
        }

        @Override
        public int read() throws IOException {
            return noteEnd(super.read());
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return noteEnd(super.read(bytes, offset, length));
        }

        int noteEnd(int result) {
            if (result < 0) {
                isRead = true;
                task.requestWasRead();
            }
            return result;
        }

        /** The body is closed with the exchange: closing it before would read what is left. */
        @Override
        public void close() {}
    }
}
