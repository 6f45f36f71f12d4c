package dev.runcast.server.internal.core;

import dev.runcast.runtime.engine.json.JsonBytes;
import dev.runcast.server.ClientPrincipal;
import dev.runcast.server.internal.http.Exchange;
import dev.runcast.server.internal.http.Response;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request to a route, with what handlers ask of it. */
public final class Call {
    private final Exchange exchange;
    private final ClientPrincipal principal;
    private final Route route;
    private final Map<String, String> variables;
    private final Query query;
    private final byte[] body;
    private final BodyBudget.@Nullable Body counted;

    /** Creates a request, whose body is counted if it has one. */
    Call(
            Exchange exchange,
            ClientPrincipal principal,
            Route route,
            Map<String, String> variables,
            Query query,
            byte[] body,
            BodyBudget.@Nullable Body counted) {
        this.exchange = exchange;
        this.principal = principal;
        this.route = route;
        this.variables = variables;
        this.query = query;
        this.body = body;
        this.counted = counted;
    }

    /** Returns the request as it came. */
    public Exchange exchange() {
        return exchange;
    }

    /** Returns who sends it. */
    public ClientPrincipal principal() {
        return principal;
    }

    /** Returns the segment of the path that stands in braces under this name in the route, or nothing if the route has none. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    /** Returns the first value of a parameter of the query, or nothing. */
    public Optional<String> query(String name) {
        return query.first(name);
    }

    /** Returns all values of a parameter of the query. */
    public List<String> queries(String name) {
        return query.all(name);
    }

    /**
     * Returns the body, an object of JSON with keys that the route takes.
     *
     * @throws HttpError if the body is of another type (415), no object of JSON, or has a key that is refused (422)
     */
    public JsonObject body() {
        return keys().check(JsonObject.ofBody(json()));
    }

    /**
     * Returns the body, a list of objects of JSON with keys that the route takes.
     *
     * @throws HttpError as {@link #body} does
     */
    public List<JsonObject> bodies() {
        List<JsonObject> objects = JsonObject.listOfBody(json());
        objects.forEach(keys()::check);
        return objects;
    }

    private RequestKeys keys() {
        return Objects.requireNonNull(route.keys(), "keys");
    }

    private String json() {
        String type = exchange.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        String media = type.split(";", 2)[0].strip();
        if (!media.equals("application/json") && !media.endsWith("+json")) {
            throw HttpError.of(
                    415,
                    "The body is " + (media.isEmpty() ? "of no type" : media)
                            + ". Send JSON, with the header Content-Type: application/json.");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException wrong) {
            throw HttpError.of(400, "The body is no UTF-8. Encode it so.");
        }
    }

    /** Has the body counted until something more has ended that was begun with it. Returns what is to be run then. */
    Runnable keepBody() {
        BodyBudget.Body kept = counted;
        if (kept == null) {
            return () -> {};
        }
        kept.keep();
        return kept::close;
    }

    /** Answers. */
    public void respond(Response response) {
        exchange.respond(response);
    }

    /** Answers with JSON and the status 200. */
    public void respondJson(String json) {
        respond(Response.json(200, JsonBytes.utf8(json)));
    }
}
