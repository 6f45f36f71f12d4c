package dev.runcast.server.internal.http;

/** Answers requests. */
@FunctionalInterface
public interface ExchangeHandler {
    /** Answers, or has another thread answer later. */
    void handle(Exchange exchange);
}
