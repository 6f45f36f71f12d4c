package dev.runcast.server.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;

/**
 * A request and the answer to it. The thread that is given an exchange reads the request; any thread may answer, also after the
 * first has returned. An exchange that is never answered stays open.
 */
public interface Exchange {
    /** Returns the method, such as {@code POST}. */
    String method();

    /** Returns the path as it was sent, with escapes and without the query. It begins with a slash. */
    String rawPath();

    /** Returns the query as it was sent, with escapes, or nothing. */
    Optional<String> rawQuery();

    /** Returns the first value of a header, whose name may be in any case. */
    Optional<String> header(String name);

    /** Returns who sends the request, if the web server has found that out. */
    default Optional<Principal> principal() {
        return Optional.empty();
    }

    /** Returns how many characters the names and values of the headers have together. */
    int headersLength();

    /** Returns the body. Reading fails with an {@link IOException} when the client takes too long. */
    InputStream body();

    /** Adds a header to the answer, whichever that will be. */
    void setHeader(String name, String value);

    /**
     * Answers, and ends the exchange.
     *
     * @throws IOException if the client has gone
     */
    void respond(Response response) throws IOException;

    /**
     * Begins an answer whose length is not known.
     *
     * @throws IOException if the client has gone
     */
    ResponseStream stream(int status, Map<String, String> headers) throws IOException;
}
