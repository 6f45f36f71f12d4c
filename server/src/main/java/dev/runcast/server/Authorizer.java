package dev.runcast.server;

/**
 * Says what a principal may do with a runnable and with its own runs of it. Runs of others are out of reach in any case.
 *
 * <pre>{@code
 * Authorizer rules = (principal, action, path) ->
 *     !path.equals("/delete") || "admin".equals(principal.attributes().get("role"));
 * }</pre>
 *
 * <p>It is asked by several threads at once. What it throws is logged, and the request is answered with 500.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Authorizer {
    /**
     * Returns whether a principal may do something with a runnable.
     *
     * @param path where the runnable is mounted, such as {@code /research}
     */
    boolean allows(ClientPrincipal principal, Action action, String path);

    /**
     * What a principal can do.
     *
     * @since 0.1
     */
    enum Action {
        /** Learn that the runnable is there, and read its schemas. To others it does not exist: they are answered with 404. */
        LIST,
        /** Start a run. Others are answered with 403. */
        RUN,
        /** Read what came of an earlier run: its events, its result, the state of its thread. Others are answered with 403. */
        READ,
        /**
         * Cancel an earlier run, or have it forgotten. Others are answered with 403. A run whose client goes away is cancelled in any
         * case.
         */
        CANCEL
    }
}
