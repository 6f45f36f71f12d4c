package dev.runcast.server.internal.core;

import dev.runcast.runtime.engine.json.JsonBytes;
import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.server.internal.http.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says that a request is answered by an error. It is thrown where the fault is found, and answered in one place as
 * {@code {"detail": …}}: a text, or for a body that does not fit a list of places and faults, as FastAPI does.
 */
public final class HttpError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /** What the answer says, as JSON. */
    private final String detail;

    private final transient Map<String, String> headers;

    private HttpError(int status, String message, String detail, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.detail = detail;
        this.headers = headers;
    }

    /** Returns an error with a message: the fault, then the remedy. */
    public static HttpError of(int status, String message) {
        return new HttpError(status, message, new JsonWriter().string(message).toString(), Map.of());
    }

    /** Returns the error of something that went wrong here, of which clients are told no more, 500. */
    public static HttpError internal() {
        return of(500, "Internal Server Error");
    }

    /** Returns the error of a server that cannot take a request now, 503. */
    public static HttpError busy(String message) {
        return of(503, message).withHeader("Retry-After", "1");
    }

    /** Returns the error of a client that has its share already, 429. */
    public static HttpError overShare(String message) {
        return of(429, message).withHeader("Retry-After", "1");
    }

    /** Returns the error of a body that does not fit, 422, with the place of the fault, such as {@code ["body", "input"]}. */
    public static HttpError invalid(List<String> place, String type, String message) {
        JsonWriter faults = new JsonWriter().open('[').open('{');
        faults.key("type").string(type).key("loc").strings(place).key("msg").string(message);
        return new HttpError(422, message, faults.close('}').close(']').toString(), Map.of());
    }

    /** Returns this error with a header for its answer. */
    public HttpError withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpError(status, String.valueOf(getMessage()), detail, more);
    }

    /** Returns the status code. */
    public int status() {
        return status;
    }

    /** Returns the answer. */
    public Response response() {
        JsonWriter body = new JsonWriter().open('{').key("detail").json(detail).close('}');
        Response response = Response.json(status, JsonBytes.utf8(body.toString()));
        for (Map.Entry<String, String> header : headers.entrySet()) {
            response = response.withHeader(header.getKey(), header.getValue());
        }
        return response;
    }
}
