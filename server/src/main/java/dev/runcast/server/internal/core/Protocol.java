package dev.runcast.server.internal.core;

import java.util.List;

/** A way to speak with clients: a set of routes. Protocols do not know each other. */
@FunctionalInterface
public interface Protocol {
    /** Returns the routes. Called once, before the server starts. */
    List<Route> routes(Services services);

    /** Returns what the server does with the keys of each request that has a body. */
    default List<RequestKeys> requests() {
        return List.of();
    }

    /** Returns what the server does with the parameters of each query. */
    default List<RequestKeys> queries() {
        return List.of();
    }
}
