package dev.runcast.examples.opentelemetry;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.net.http.HttpRequest;

/** The trace in the headers of requests, as W3C says. OpenTelemetry's agent and its instrumentations of clients and servers do this. */
public final class TraceHeaders {
    private static final TextMapGetter<Headers> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Headers headers) {
            return headers.keySet();
        }

        @Override
        public String get(Headers headers, String key) {
            return headers == null ? null : headers.getFirst(key);
        }
    };

    private final TextMapPropagator propagator;

    /** Creates headers as this OpenTelemetry is set up for. */
    public TraceHeaders(OpenTelemetry openTelemetry) {
        this.propagator = openTelemetry.getPropagators().getTextMapPropagator();
    }

    /** Puts the current trace into the headers of a request. */
    public void put(HttpRequest.Builder request) {
        propagator.inject(Context.current(), request, HttpRequest.Builder::header);
    }

    /** Returns the context with the trace from the headers of a request. */
    public Context read(HttpExchange exchange) {
        return propagator.extract(Context.current(), exchange.getRequestHeaders(), HEADERS);
    }
}
