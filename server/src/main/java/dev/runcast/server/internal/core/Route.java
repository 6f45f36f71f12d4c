package dev.runcast.server.internal.core;

import java.util.List;
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
 * @param parameters the parameters of the query that count
 */
public record Route(
        String method,
        String path,
        Handler handler,
        boolean isOpen,
        @Nullable Mount mount,
        @Nullable RequestKeys keys,
        List<String> parameters) {
    /** Checks that nothing is null. */
    public Route {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(handler, "handler");
        parameters = List.copyOf(parameters);
    }

    /** Creates a route of no runnable. */
    public Route(String method, String path, Handler handler) {
        this(method, path, handler, false, null, null, List.of());
    }

    /** Returns a route of a runnable. */
    public static Route of(Mount mount, String method, String path, Handler handler) {
        return new Route(method, path, handler, false, mount, null, List.of());
    }

    /** Returns a route for what everybody may read, whoever they are. */
    public static Route open(String method, String path, Handler handler) {
        return new Route(method, path, handler, true, null, null, List.of());
    }

    /** Returns this route for requests with a body that has these keys. */
    public Route taking(RequestKeys bodyKeys) {
        return new Route(method, path, handler, isOpen, mount, bodyKeys, parameters);
    }

    /** Returns this route for requests whose query may have these parameters. */
    public Route asking(String... queryParameters) {
        return new Route(method, path, handler, isOpen, mount, keys, List.of(queryParameters));
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
