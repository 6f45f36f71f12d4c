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
 */
public record Route(
        String method,
        String path,
        Handler handler,
        boolean isOpen,
        @Nullable Mount mount) {
    /** Checks that nothing is null. */
    public Route {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(handler, "handler");
    }

    /** Creates a route of no runnable. */
    public Route(String method, String path, Handler handler) {
        this(method, path, handler, false, null);
    }

    /** Returns a route of a runnable. */
    public static Route of(Mount mount, String method, String path, Handler handler) {
        return new Route(method, path, handler, false, mount);
    }

    /** Returns a route for what everybody may read, whoever they are. */
    public static Route open(String method, String path, Handler handler) {
        return new Route(method, path, handler, true, null);
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
