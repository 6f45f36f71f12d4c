package dev.runcast.server.internal.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is done with requests of a method to a path.
 *
 * @param method the method, such as {@code POST}
 * @param path the path, whose segments in braces stand for any one segment: {@code /threads/{thread_id}/runs}
 * @param handler answers the requests
 * @param isOpen whether everybody may use it, also where the server asks who they are
 * @param mount the runnable that it belongs to, null for none. It is not there for those for whom the runnable is not there
 * @param keys what is done with the keys of the body, null if it has none
 * @param queryKeys what is done with the parameters of the query
 */
public record Route(
        String method,
        String path,
        Handler handler,
        boolean isOpen,
        @Nullable Mount mount,
        @Nullable RequestKeys keys,
        RequestKeys queryKeys) {
    /** Checks that nothing is null. */
    public Route {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(handler, "handler");
        Objects.requireNonNull(queryKeys, "queryKeys");
    }

    /** Creates a route of no runnable, whose requests have no query. */
    public Route(String method, String path, Handler handler) {
        this(method, path, handler, false, null, null, RequestKeys.NONE);
    }

    /** Returns a route of a runnable. */
    public static Route of(Mount mount, String method, String path, Handler handler) {
        return new Route(method, path, handler, false, mount, null, RequestKeys.NONE);
    }

    /** Returns a route for what everybody may read, whoever they are. */
    public static Route open(String method, String path, Handler handler) {
        return new Route(method, path, handler, true, null, null, RequestKeys.NONE);
    }

    /** Returns this route for requests with a body that has these keys. */
    public Route taking(RequestKeys bodyKeys) {
        return new Route(method, path, handler, isOpen, mount, bodyKeys, queryKeys);
    }

    /** Returns this route for requests with a query that has these parameters. */
    public Route asking(RequestKeys parameters) {
        return new Route(method, path, handler, isOpen, mount, keys, parameters);
    }

    /**
     * Reads a query. That of a page is not looked at, since links to pages bear all kinds of parameters.
     *
     * @throws HttpError if it has a parameter that is not named or refused (422), or a wrong escape (400)
     */
    Query query(String raw) {
        return isOpen ? new Query("") : queryKeys.check(new Query(raw));
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
