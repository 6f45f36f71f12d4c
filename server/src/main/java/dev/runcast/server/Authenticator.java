package dev.runcast.server;

import java.util.Optional;

/**
 * Says who sends a request.
 *
 * <pre>{@code
 * Authenticator keys = request -> request.header("X-Api-Key").map(users::ofKey).map(ClientPrincipal::of);
 * }</pre>
 *
 * <p>It is asked before the body of a request is read, by several threads at once. It may block.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Authenticator {
    /**
     * Returns who sends a request, or nothing if that is nobody whom the server knows. The request is then answered with 401.
     *
     * @throws Exception if that cannot be found out, which is logged, and answered with 500
     */
    Optional<ClientPrincipal> authenticate(ClientRequest request) throws Exception;

    /** Returns the header {@code WWW-Authenticate} of the answer 401: the scheme that clients are to use, {@code Bearer} by default. */
    default String challenge() {
        return "Bearer";
    }
}
