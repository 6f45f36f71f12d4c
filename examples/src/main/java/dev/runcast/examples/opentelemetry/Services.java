package dev.runcast.examples.opentelemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Two services in one server: one answers questions by a runnable, which asks the other for facts. */
final class Services implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final OpenTelemetry openTelemetry;
    private final TraceHeaders headers;
    private final AnswersRunnables answers;

    Services(OpenTelemetry openTelemetry) throws IOException {
        this.openTelemetry = openTelemetry;
        this.headers = new TraceHeaders(openTelemetry);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        this.answers = new AnswersRunnables(new Answers(uri("/facts"), headers));
        server.createContext("/answer", this::answer);
        server.createContext("/facts", this::tellFact);
        server.setExecutor(threads);
        server.start();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    @SuppressWarnings("try") // A scope is there to be closed.
    private void answer(HttpExchange exchange) throws IOException {
        try (Scope scope = headers.read(exchange).makeCurrent()) { // The run is part of the caller's trace.
            respond(exchange, answers.answer(exchange.getRequestURI().getQuery()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void tellFact(HttpExchange exchange) throws IOException {
        Span span = openTelemetry
                .getTracer("facts")
                .spanBuilder("GET /facts")
                .setParent(headers.read(exchange))
                .setSpanKind(SpanKind.SERVER)
                .startSpan();
        String fact = exchange.getRequestURI().getQuery() + " is what people like.";
        span.end();
        respond(exchange, fact);
    }

    private static void respond(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
