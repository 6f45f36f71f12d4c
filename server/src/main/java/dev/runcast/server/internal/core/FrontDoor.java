package dev.runcast.server.internal.core;

import dev.runcast.server.ServerLimits;
import dev.runcast.server.internal.http.Exchange;
import dev.runcast.server.internal.http.ExchangeHandler;
import dev.runcast.server.internal.http.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where all requests come in: looks whether they may, finds their route, and answers what goes wrong. */
public final class FrontDoor implements ExchangeHandler {
    private static final Logger log = LoggerFactory.getLogger(FrontDoor.class);
    private static final String BEARER = "Bearer ";
    private static final Pattern NUMBER_OR_LOCALHOST =
            Pattern.compile("(localhost|\\d+\\.\\d+\\.\\d+\\.\\d+|\\[[0-9a-fA-F:.]+])(:\\d+)?");

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
    public void handle(Exchange exchange) {
        answering(exchange, () -> {
            boolean isOriginAllowed = checkOrigin(exchange);
            if (isOriginAllowed && isPreflight(exchange)) {
                exchange.respond(preflight(exchange));
            } else {
                checkToken(exchange);
                answer(exchange);
            }
        });
    }

    /** What is done with a request, and may fail. */
    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }

    /** Does a step, and answers if that fails. */
    private static void answering(Exchange exchange, Step step) {
        try {
            step.run();
        } catch (HttpError error) {
            exchange.respond(error.response());
        } catch (Throwable wrong) { // Whatever it is, the client waits for an answer.
            log.warn("A request to {} {} failed", exchange.method(), exchange.rawPath(), ShortenedFailure.of(wrong));
            exchange.respond(HttpError.of(500, "Internal Server Error").response());
        }
    }

    private void answer(Exchange exchange) throws Exception {
        Router.Match match = match(exchange);
        Route route = match.routes().get(exchange.method());
        if (route == null) {
            throw HttpError.of(
                            405,
                            exchange.method() + " is not for this path. Use "
                                    + String.join(" or ", match.routes().keySet()) + ".")
                    .withHeader("Allow", String.join(", ", match.routes().keySet()));
        }
        if (route.method().equals("GET")) {
            route.handler().handle(new Call(exchange, match.variables(route), new byte[0]));
            return;
        }
        exchange.body(limits.maxBodyBytes() + 1)
                .thenAccept(body -> answering(exchange, () -> {
                    if (body.length > limits.maxBodyBytes()) {
                        throw HttpError.of(
                                413, "The body is larger than " + limits.maxBodyBytes() + " bytes. Send less.");
                    }
                    route.handler().handle(new Call(exchange, match.variables(route), body));
                }));
    }

    /** Returns whether the request comes from a page of an origin that the server was told of. */
    private boolean checkOrigin(Exchange exchange) {
        if (!origins.isEmpty()) {
            exchange.setHeader("Vary", "Origin");
        }
        String origin = exchange.header("Origin").orElse(null);
        if (origin == null || isOwn(origin, exchange)) {
            return false;
        }
        if (!origins.contains(origin)) {
            throw HttpError.of(
                    403,
                    "Pages of the origin " + origin
                            + " may not use this server. Have the server allow it: allowOrigins(…).");
        }
        exchange.setHeader("Access-Control-Allow-Origin", origin);
        exchange.setHeader("Access-Control-Expose-Headers", "Content-Location, Location"); // where a run is
        return true;
    }

    /**
     * Returns whether a page comes from this server itself. It has to have been called by a number or as localhost: any other name
     * may have been made to lead here by whoever owns it, so that his page is taken for one of this server.
     */
    private static boolean isOwn(String origin, Exchange exchange) {
        String host = exchange.header("Host").orElse("");
        return (origin.equals("http://" + host) || origin.equals("https://" + host))
                && NUMBER_OR_LOCALHOST.matcher(host).matches();
    }

    private Router.Match match(Exchange exchange) {
        return router.find(exchange.rawPath()).orElseThrow(() -> HttpError.of(404, "There is nothing at this path."));
    }

    private static boolean isPreflight(Exchange exchange) {
        return exchange.method().equals("OPTIONS")
                && exchange.header("Access-Control-Request-Method").isPresent();
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
