package dev.runcast.server.internal.core;

/**
 * What a client is told of a run that failed. Immutable.
 *
 * @param status the status code that an answer has which has not begun
 * @param message says what happened, or no more than that something did
 */
public record Failure(int status, String message) {
    /** Returns the answer to a request whose run failed, as other errors are answered. */
    public HttpError toHttpError() {
        return HttpError.of(status, message);
    }

    /** Returns a name of the kind of failure, which programs can tell it by. */
    public String name() {
        return switch (status) {
            case 499 -> "Cancelled";
            case 503 -> "ServerStopping";
            case 504 -> "Timeout";
            default -> "InternalServerError";
        };
    }
}
