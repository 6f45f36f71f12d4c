package dev.runcast.server.internal.core;

import dev.runcast.server.ServerLimits;
import dev.runcast.server.internal.http.Exchange;
import dev.runcast.server.internal.http.ExchangeHandler;
import dev.runcast.server.internal.http.Response;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where all requests come in: looks whether they may, finds their route, and answers what goes wrong. */
public final class FrontDoor implements ExchangeHandler {
    private static final Logger log = LoggerFactory.getLogger(FrontDoor.class);
    private static final String BEARER = "Bearer ";

    private final Router router;
    private final ServerLimits limits;
    private final Set<String> origins;
    private final @Nullable Predicate<? super String> tokens;

    /**
     * Creates a door.
     *
     * @param origins the origins of pages whose scripts may read answers
     * @param tokens tells which bearer tokens are good, null if none is needed
     * @throws IllegalArgumentException if two routes have the same method and path
     */
    public FrontDoor(
            List<Route> routes, ServerLimits limits, Set<String> origins, @Nullable Predicate<? super String> tokens) {
        this.router = new Router(routes);
        this.limits = limits;
        this.origins = Set.copyOf(origins);
        this.tokens = tokens;
    }

    @Override
    public void handle(Exchange exchange) throws IOException {
        try {
            admit(exchange);
        } catch (HttpError error) {
            exchange.respond(error.response());
        } catch (IOException | RuntimeException wrong) {
            throw wrong;
        } catch (Exception wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    private void admit(Exchange exchange) throws Exception {
        if (exchange.headersLength() > limits.maxHeaderBytes()) {
            throw HttpError.of(
                    431,
                    "The path and the headers are longer than " + limits.maxHeaderBytes()
                            + " characters. Send less, or send it in the body.");
        }
        boolean isOriginAllowed =
                exchange.header("Origin").filter(origins::contains).isPresent();
        if (isOriginAllowed) {
            exchange.setHeader(
                    "Access-Control-Allow-Origin", exchange.header("Origin").orElseThrow());
        }
        if (!origins.isEmpty()) {
            exchange.setHeader("Vary", "Origin");
        }
        Optional<String> asked = exchange.header("Access-Control-Request-Method");
        if (isOriginAllowed && exchange.method().equals("OPTIONS") && asked.isPresent()) {
            exchange.respond(preflight(exchange));
            return;
        }
        checkToken(exchange);
        Router.Match match = match(exchange);
        Route route = match.routes().get(exchange.method());
        if (route == null) {
            throw HttpError.of(
                            405,
                            exchange.method() + " is not for this path. Use "
                                    + String.join(" or ", match.routes().keySet()) + ".")
                    .withHeader("Allow", String.join(", ", match.routes().keySet()));
        }
        try {
            route.handler().handle(new Call(exchange, match.variables(route), limits.maxBodyBytes()));
        } catch (HttpError | IOException expected) {
            throw expected;
        } catch (Exception wrong) {
            log.warn("A request to {} {} failed", route.method(), route.path(), wrong);
            throw HttpError.of(500, "Internal Server Error");
        }
    }

    private Router.Match match(Exchange exchange) {
        return router.find(exchange.rawPath()).orElseThrow(() -> HttpError.of(404, "There is nothing at this path."));
    }

    private Response preflight(Exchange exchange) {
        return Response.empty(204)
                .withHeader(
                        "Access-Control-Allow-Methods",
                        String.join(", ", match(exchange).routes().keySet()))
                .withHeader(
                        "Access-Control-Allow-Headers",
                        exchange.header("Access-Control-Request-Headers").orElse("Content-Type"))
                .withHeader("Access-Control-Max-Age", "600");
    }

    private void checkToken(Exchange exchange) {
        if (tokens == null || isOpen(exchange)) {
            return;
        }
        Optional<String> token = exchange.header("Authorization")
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip());
        if (token.isEmpty() || !tokens.test(token.get())) {
            throw HttpError.of(401, "A good token is needed. Send the header Authorization: Bearer …")
                    .withHeader("WWW-Authenticate", "Bearer");
        }
    }

    private boolean isOpen(Exchange exchange) {
        return router.find(exchange.rawPath())
                .map(match -> match.routes().get(exchange.method()))
                .filter(Route::isOpen)
                .isPresent();
    }
}
