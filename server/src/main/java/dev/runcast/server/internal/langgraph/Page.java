package dev.runcast.server.internal.langgraph;

import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.server.internal.core.Call;
import dev.runcast.server.internal.core.HttpError;
import dev.runcast.server.internal.core.JsonObject;
import dev.runcast.server.internal.core.KeptBytes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The part of a list that a client asks for. Immutable. */
record Page(int offset, int limit) {
    private static final int MAX_LIMIT = 1000;
    private static final int DEFAULT_LIMIT = 10;

    /** How much one answer tells of what is kept, unless a single element is larger. */
    private static final long MAX_BYTES = 4 << 20;

    /** Reads {@code offset} and {@code limit} of a body. */
    static Page of(JsonObject body) {
        return new Page(
                count(body, "offset", 0, 0, Integer.MAX_VALUE), count(body, "limit", DEFAULT_LIMIT, 1, MAX_LIMIT));
    }

    /** Reads {@code offset} and {@code limit} of a query. */
    static Page of(Call call) {
        return new Page(
                count(call, "offset", 0, 0, Integer.MAX_VALUE), count(call, "limit", DEFAULT_LIMIT, 1, MAX_LIMIT));
    }

    private static int count(JsonObject body, String name, int otherwise, int min, int max) {
        Object value = body.value(name).orElse(otherwise);
        if (value instanceof Integer count && count >= min && count <= max) {
            return count;
        }
        throw body.invalid(name, "int_type", advice(min, max));
    }

    private static int count(Call call, String name, int otherwise, int min, int max) {
        String text = call.query(name).orElse("");
        if (text.isEmpty()) {
            return otherwise;
        }
        if (text.matches("[0-9]{1,9}")) {
            int count = Integer.parseInt(text);
            if (count >= min && count <= max) {
                return count;
            }
        }
        throw HttpError.invalid(List.of("query", name), "int_parsing", advice(min, max));
    }

    private static String advice(int min, int max) {
        return max == Integer.MAX_VALUE
                ? "Give a number, " + min + " or more."
                : "Give a number from " + min + " to " + max + ".";
    }

    /** Returns this part of a list. */
    <T> List<T> of(Stream<T> all) {
        return all.skip(offset).limit(limit).toList();
    }

    /**
     * Returns elements as a list of JSON.
     *
     * @throws HttpError if they are too much for one answer (422)
     */
    static <T> String json(List<T> elements, Function<T, String> toJson) {
        List<String> list = new ArrayList<>();
        long bytes = 0;
        for (Iterator<T> rest = elements.iterator(); rest.hasNext(); ) {
            String json = toJson.apply(rest.next());
            bytes += KeptBytes.of(json);
            if (bytes > MAX_BYTES && elements.size() > 1) {
                throw HttpError.of(
                        422,
                        "The answer would have more than " + (MAX_BYTES >> 20)
                                + " MiB. Ask for less at once, by a smaller \"limit\".");
            }
            list.add(json);
        }
        return new JsonWriter().array(list).toString();
    }
}
