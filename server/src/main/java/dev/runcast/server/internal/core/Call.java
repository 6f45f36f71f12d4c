package dev.runcast.server.internal.core;

import dev.runcast.runtime.engine.json.JsonBytes;
import dev.runcast.server.internal.http.Exchange;
import dev.runcast.server.internal.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A request to a route, with what handlers ask of it. */
public final class Call {
    private final Exchange exchange;
    private final Map<String, String> variables;
    private final int maxBodyBytes;

    Call(Exchange exchange, Map<String, String> variables, int maxBodyBytes) {
        this.exchange = exchange;
        this.variables = variables;
        this.maxBodyBytes = maxBodyBytes;
    }

    /** Returns the request as it came. */
    public Exchange exchange() {
        return exchange;
    }

    /** Returns the segment of the path that stands in braces under this name in the route, or nothing if the route has none. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    /** Returns the first value of a parameter of the query, or nothing. */
    public Optional<String> query(String name) {
        for (String pair : exchange.rawQuery().orElse("").split("&", -1)) {
            int equals = pair.indexOf('=');
            if (decode(equals < 0 ? pair : pair.substring(0, equals)).equals(name)) {
                return Optional.of(equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return Optional.empty();
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException wrong) {
            throw HttpError.of(400, "The query has a wrong escape. Write % as %25.");
        }
    }

    /**
     * Reads the body, an object of JSON.
     *
     * @throws HttpError if the body is too large (413), of another type (415), or no object of JSON (422)
     * @throws IOException if the client went away or took too long
     */
    public JsonObject json() throws IOException {
        String type = exchange.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        String media = type.split(";", 2)[0].strip();
        if (!media.equals("application/json") && !media.endsWith("+json")) {
            throw HttpError.of(
                    415,
                    "The body is " + (media.isEmpty() ? "of no type" : media)
                            + ". Send JSON, with the header Content-Type: application/json.");
        }
        return JsonObject.ofBody(text());
    }

    private String text() throws IOException {
        byte[] bytes;
        try (InputStream body = exchange.body()) {
            bytes = body.readNBytes(maxBodyBytes + 1);
            if (bytes.length > maxBodyBytes) {
                throw HttpError.of(413, "The body is larger than " + maxBodyBytes + " bytes. Send less.");
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException wrong) {
            throw HttpError.of(400, "The body is no UTF-8. Encode it so.");
        }
    }

    /**
     * Answers.
     *
     * @throws IOException if the client has gone
     */
    public void respond(Response response) throws IOException {
        exchange.respond(response);
    }

    /**
     * Answers with JSON and the status 200.
     *
     * @throws IOException if the client has gone
     */
    public void respondJson(String json) throws IOException {
        respond(Response.json(200, JsonBytes.utf8(json)));
    }
}
