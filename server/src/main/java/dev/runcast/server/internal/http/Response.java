package dev.runcast.server.internal.http;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer that is known as a whole. Immutable, but for the bytes of its body, which are not copied. */
public final class Response {
    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    private Response(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** Returns an answer with a body of a type, such as {@code image/png}. */
    public static Response of(int status, String contentType, byte[] body) {
        return new Response(status, Map.of("Content-Type", contentType), body);
    }

    /** Returns an answer with a body of a type, such as {@code text/html; charset=utf-8}, in UTF-8. */
    public static Response of(int status, String contentType, String body) {
        return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns an answer with a body of JSON, in UTF-8. */
    public static Response json(int status, byte[] json) {
        return of(status, "application/json", json);
    }

    /** Returns an answer without a body. */
    public static Response empty(int status) {
        return new Response(status, Map.of(), new byte[0]);
    }

    /** Returns this answer with another header. */
    public Response withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Response(status, Collections.unmodifiableMap(more), body);
    }

    /** Returns the status code. */
    public int status() {
        return status;
    }

    /** Returns the headers, without those of the connection and the length. Unmodifiable. */
    public Map<String, String> headers() {
        return headers;
    }

    /** Returns the body, empty for none. */
    public byte[] body() {
        return body;
    }
}
