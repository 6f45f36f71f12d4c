package dev.runcast.server.internal.http;

import java.io.IOException;

/** Answers requests. */
@FunctionalInterface
public interface ExchangeHandler {
    /**
     * Answers, or has another thread answer later.
     *
     * @throws IOException if the client has gone or took too long
     */
    void handle(Exchange exchange) throws IOException;
}
