package dev.runcast.server;

import java.util.Optional;

/**
 * A request as an {@link Authenticator} sees it: without its body, which has not been read then. The server alone implements this.
 *
 * @since 0.1
 */
public interface ClientRequest {
    /** Returns the method, such as {@code POST}. */
    String method();

    /**
     * Returns the path as it was sent, with escapes and without the query. In a Spring Boot application it begins after the path of
     * all that is served.
     */
    String path();

    /** Returns the first value of a header, whose name may be in any case. */
    Optional<String> header(String name);

    /**
     * Returns the address that the request comes from, such as {@code 203.0.113.7}. Behind a proxy it is that of the client if the server
     * trusts the proxy ({@link RunnableServer.Builder#trustedProxies}), or if the web server of a Spring Boot application is set so.
     */
    String remoteAddress();
}
