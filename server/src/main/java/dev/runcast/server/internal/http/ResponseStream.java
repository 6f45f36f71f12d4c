package dev.runcast.server.internal.http;

import java.util.concurrent.CompletionStage;

/** The body of an answer while it is written. */
public interface ResponseStream {
    /**
     * Writes bytes and sends them off. To be called again when they have been sent.
     *
     * @return completes when the bytes have been sent. It fails if the client has gone, or does not read for too long.
     */
    CompletionStage<Void> write(byte[] bytes);

    /** Ends the answer. To be called when all bytes have been sent. Further calls do nothing. */
    void end();

    /**
     * Breaks the answer off, so that the client sees that it is not complete. May be called at any time. What is being written is lost,
     * and further calls do nothing.
     */
    void cut();
}
