package dev.runcast.server.internal.http;

import java.io.IOException;

/** The body of an answer while it is written. For one writing thread at a time; it can be cut by any. */
public interface ResponseStream {
    /**
     * Writes bytes and sends them off. Blocks while the client does not read.
     *
     * @throws IOException if the client has gone, or the stream was cut
     */
    void write(byte[] bytes) throws IOException;

    /** Ends the answer. */
    void end();

    /** Breaks the connection off, so that the client sees that the answer is not complete. A write that blocks fails. */
    void cut();
}
