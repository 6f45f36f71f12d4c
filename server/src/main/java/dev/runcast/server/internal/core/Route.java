package dev.runcast.server.internal.core;

import java.util.Objects;

/**
 * What is done with requests of a method to a path.
 *
 * @param method the method, such as {@code POST}
 * @param path the path, whose segments in braces stand for any one segment: {@code /threads/{thread_id}/runs}
 * @param handler answers the requests
 * @param isOpen whether it needs no bearer token, also where the server asks for them
 */
public record Route(String method, String path, Handler handler, boolean isOpen) {
    /** Checks that nothing is null. */
    public Route {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(handler, "handler");
    }

    /** Creates a route that needs a bearer token where the server asks for them. */
    public Route(String method, String path, Handler handler) {
        this(method, path, handler, false);
    }

    /** Returns a route that needs no bearer token. It is for what everybody may read. */
    public static Route open(String method, String path, Handler handler) {
        return new Route(method, path, handler, true);
    }

    /** Answers the requests of a route. */
    @FunctionalInterface
    public interface Handler {
        /**
         * Answers a request, or sees to it that it is answered later. Called on a thread of the server that may wait for the body
         * and is not to wait for a run.
         *
         * @throws HttpError if the answer is an error
         * @throws Exception if something went wrong, which is logged and answered with 500
         */
        void handle(Call call) throws Exception;
    }
}
