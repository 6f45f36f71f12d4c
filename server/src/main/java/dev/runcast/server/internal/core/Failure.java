package dev.runcast.server.internal.core;

import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.runtime.json.JsonCodec;
import java.util.Map;
import java.util.Objects;

/**
 * What a client is told of a run that failed. Immutable.
 *
 * @param status the status code that an answer has which has not begun
 * @param message says what happened, or no more than that something did
 */
public record Failure(int status, String message) {
    /** As other servers call it when the client does not wait for the answer. */
    private static final int CLIENT_CLOSED_REQUEST = 499;

    /** Returns what is said of a run that its client cancelled. */
    public static Failure byClient(String message) {
        return new Failure(CLIENT_CLOSED_REQUEST, message);
    }

    /** Returns whether the run was cancelled by its client, by going away or by asking for it. */
    public boolean isByClient() {
        return status == CLIENT_CLOSED_REQUEST;
    }

    /** Returns the answer to a request whose run failed, as other errors are answered. */
    public HttpError toHttpError() {
        return HttpError.of(status, message);
    }

    /** Returns a name of the kind of failure, which programs can tell it by. */
    public String name() {
        return switch (status) {
            case CLIENT_CLOSED_REQUEST -> "Cancelled";
            case 503 -> "ServerStopping";
            case 504 -> "Timeout";
            default -> "InternalServerError";
        };
    }

    /** Reads what {@link #toJson} and {@link #json} write. */
    public static Failure read(String json) {
        Map<?, ?> members = Objects.requireNonNull(JsonCodec.defaultCodec().read(json, Map.class), "failure");
        int status = switch (String.valueOf(members.get("error"))) {
            case "Cancelled" -> CLIENT_CLOSED_REQUEST;
            case "ServerStopping", "NodeLost" -> 503;
            case "Timeout" -> 504;
            default -> 500;
        };
        return new Failure(status, String.valueOf(members.get("message")));
    }

    /** Returns this as JSON, {@code {"error", "message"}}. */
    public String toJson() {
        return json(name(), message);
    }

    /** Returns a failure of another name as JSON, as {@link #toJson} does. */
    public static String json(String name, String message) {
        JsonWriter error = new JsonWriter().open('{');
        return error.key("error")
                .string(name)
                .key("message")
                .string(message)
                .close('}')
                .toString();
    }
}
