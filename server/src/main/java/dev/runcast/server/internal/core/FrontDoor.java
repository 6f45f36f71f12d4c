package dev.runcast.server.internal.core;

import dev.runcast.server.Authenticator;
import dev.runcast.server.ClientPrincipal;
import dev.runcast.server.ClientRequest;
import dev.runcast.server.ServerLimits;
import dev.runcast.server.internal.http.Exchange;
import dev.runcast.server.internal.http.ExchangeHandler;
import dev.runcast.server.internal.http.Response;
import dev.runcast.server.store.StoreFullException;
import dev.runcast.server.store.StoreUnavailableException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where all requests come in: looks whether they may, finds their route, and answers what goes wrong. */
public final class FrontDoor implements ExchangeHandler {
    private static final Logger log = LoggerFactory.getLogger(FrontDoor.class);

    private final Router router;
    private final Set<String> methods;
    private final RequestRates rates;
    private final BodyBudget bodies;
    private final KnownHosts hosts;
    private final Set<String> origins;
    private final @Nullable Authenticator authenticator;
    private final Access access;

    /**
     * Creates a door.
     *
     * @param origins the origins of pages whose scripts may read answers
     * @param authenticator says who sends a request, null if the web server is to
     * @throws IllegalArgumentException if two routes have the same method and path
     */
    public FrontDoor(
            List<Route> routes,
            ServerLimits limits,
            KnownHosts hosts,
            Set<String> origins,
            @Nullable Authenticator authenticator,
            Access access) {
        this.router = new Router(routes);
        this.methods = new TreeSet<>(routes.stream().map(Route::method).toList());
        this.rates = new RequestRates(limits);
        this.bodies = new BodyBudget(limits);
        this.hosts = hosts;
        this.origins = Set.copyOf(origins);
        this.authenticator = authenticator;
        this.access = access;
    }

    @Override
    public void handle(Exchange exchange) {
        answering(exchange, () -> {
            hostsOf(exchange).forEach(hosts::check);
            boolean isOriginAllowed = checkOrigin(exchange);
            if (isOriginAllowed && isPreflight(exchange)) {
                exchange.respond(preflight(exchange));
            } else {
                answer(exchange);
            }
        });
    }

    /** Returns by which hosts the client and, if it is another one, the last proxy has called the server. */
    private static List<String> hostsOf(Exchange exchange) {
        return Stream.of(exchange.header("Host"), exchange.forwardedHost())
                .flatMap(Optional::stream)
                .toList();
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
        } catch (StoreFullException full) {
            String message = String.valueOf(full.getMessage());
            HttpError error = full.isOfPrincipal() ? HttpError.overShare(message) : HttpError.busy(message);
            exchange.respond(error.response());
        } catch (StoreUnavailableException away) {
            log.warn(
                    "A request to {} {} needs the store of runs: {}",
                    exchange.method(),
                    exchange.rawPath(),
                    away.getMessage());
            exchange.respond(HttpError.busy("The runs of the server cannot be reached. Try again later.")
                    .response());
        } catch (Throwable wrong) { // Any error of the program is one of this request only.
            log.warn("A request to {} {} failed", exchange.method(), exchange.rawPath(), ShortenedFailure.of(wrong));
            exchange.respond(HttpError.internal().response());
        }
    }

    private void answer(Exchange exchange) throws Exception {
        Optional<Router.Match> match = router.find(exchange.rawPath());
        Route open = match.map(found -> found.routes().get(exchange.method()))
                .filter(Route::isOpen)
                .orElse(null);
        ClientPrincipal principal = (open == null ? authenticate(exchange) : ClientPrincipal.anonymous())
                .withAttribute(ClientPrincipal.REMOTE_ADDRESS, exchange.remoteAddress());
        if (open == null) {
            rates.count(principal, exchange.remoteAddress());
        }
        Map<String, Route> routes =
                new TreeMap<>(match.map(Router.Match::routes).orElse(Map.of()));
        routes.values().removeIf(route -> route.mount() != null && !access.isListed(principal, route.mount()));
        if (match.isEmpty() || routes.isEmpty()) {
            throw HttpError.of(404, "There is nothing at this path.");
        }
        Route route = routes.get(exchange.method());
        if (route == null) {
            throw HttpError.of(
                            405,
                            exchange.method() + " is not for this path. Use " + String.join(" or ", routes.keySet())
                                    + ".")
                    .withHeader("Allow", String.join(", ", routes.keySet()));
        }
        exchange.routed(route.path());
        handOn(exchange, principal, route, match.get().variables(route));
    }

    /** Has a route handle a request when its body has been read. */
    private void handOn(Exchange exchange, ClientPrincipal principal, Route route, Map<String, String> variables)
            throws Exception {
        Query query = route.query(exchange.rawQuery().orElse(""));
        if (route.method().equals("GET")) {
            route.handler().handle(new Call(exchange, principal, route, variables, query, new byte[0], null));
            return;
        }
        BodyBudget.Body body = bodies.open(principal);
        exchange.onOver(body::close);
        exchange.body(body)
                .thenAccept(bytes -> answering(exchange, () -> {
                    body.check(bytes);
                    route.handler().handle(new Call(exchange, principal, route, variables, query, bytes, body));
                }));
    }

    /** Returns who sends a request. */
    private ClientPrincipal authenticate(Exchange exchange) throws Exception {
        if (authenticator == null) {
            return exchange.principal()
                    .map(user -> ClientPrincipal.of(user.getName(), Map.of("principal", user)))
                    .orElse(ClientPrincipal.anonymous());
        }
        String challenge = authenticator.challenge();
        return Objects.requireNonNull(authenticator.authenticate(new SeenRequest(exchange)))
                .orElseThrow(() -> HttpError.of(
                                401,
                                "The server does not know who sends this. Send the header Authorization: "
                                        + challenge.split(" ", 2)[0] + " …")
                        .withHeader("WWW-Authenticate", challenge));
    }

    /** What an authenticator sees of a request. */
    private record SeenRequest(Exchange exchange) implements ClientRequest {
        @Override
        public String method() {
            return exchange.method();
        }

        @Override
        public String path() {
            return exchange.rawPath();
        }

        @Override
        public Optional<String> header(String name) {
            return exchange.header(name);
        }

        @Override
        public String remoteAddress() {
            return exchange.remoteAddress();
        }
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

    /** Returns whether a page comes from this server itself, which was called by a host that is known. */
    private boolean isOwn(String origin, Exchange exchange) {
        return hostsOf(exchange).stream()
                .anyMatch(host ->
                        (origin.equals("http://" + host) || origin.equals("https://" + host)) && hosts.isKnown(host));
    }

    private static boolean isPreflight(Exchange exchange) {
        return exchange.method().equals("OPTIONS")
                && exchange.header("Access-Control-Request-Method").isPresent();
    }

    /** Answers what a page may send to any path: a preflight does not say who sends it, and so is not told what is there. */
    private Response preflight(Exchange exchange) {
        return Response.empty(204)
                .withHeader("Access-Control-Allow-Methods", String.join(", ", methods))
                .withHeader(
                        "Access-Control-Allow-Headers",
                        exchange.header("Access-Control-Request-Headers").orElse("Content-Type"))
                .withHeader("Access-Control-Max-Age", "600");
    }
}
