package dev.runcast.server.internal.http;

import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.IntPredicate;

/**
 * A request and the answer to it. Any thread may answer, also after the one that was given the exchange has returned. An exchange that
 * is never answered stays open.
 *
 * <p>No method waits for the client, or throws because the client has gone: {@link #onGone} says so.
 */
public interface Exchange {
    /** Returns the method, such as {@code POST}. */
    String method();

    /** Returns the path below which the web server has all that is served, such as {@code /runnables}, or an empty text. */
    default String root() {
        return "";
    }

    /** Returns the path as it was sent, with escapes and without the query. It begins with a slash. */
    String rawPath();

    /** Returns the query as it was sent, with escapes, or nothing. */
    Optional<String> rawQuery();

    /** Returns the first value of a header, whose name may be in any case. */
    Optional<String> header(String name);

    /** Returns the address of the client, such as {@code 203.0.113.7}, as far as the web server trusts the proxies between. */
    String remoteAddress();

    /** Returns the host by which the client called a proxy that the web server trusts, if the proxy says so. */
    default Optional<String> forwardedHost() {
        return Optional.empty();
    }

    /** Returns who sends the request, if the web server has found that out. */
    default Optional<Principal> principal() {
        return Optional.empty();
    }

    /**
     * Reads the body. To be called once at most.
     *
     * @param mayHave is asked, before more is kept, whether the body may have so many bytes. If not, what follows is not read.
     * @return completes with what was read, on a thread that may wait. It does not complete if the client disconnects, or takes too
     *     long: then the connection is closed.
     */
    CompletionStage<byte[]> body(IntPredicate mayHave);

    /** Is told which route answers, such as {@code /threads/{thread_id}}, if there is one. */
    default void routed(String route) {}

    /** Adds a header to the answer, whichever that will be. */
    void setHeader(String name, String value);

    /** Answers, and ends the exchange. */
    void respond(Response response);

    /** Begins an answer whose length is not known. */
    ResponseStream stream(int status, Map<String, String> headers);

    /**
     * Has something done when the client disconnects before it has been answered, as far as the web server notices that. To be called once,
     * when the body has been read.
     */
    void onGone(Runnable listener);

    /**
     * Has something done when the exchange is over: when the answer has been sent, was broken off, or the client has gone.
     */
    void onOver(Runnable listener);
}
