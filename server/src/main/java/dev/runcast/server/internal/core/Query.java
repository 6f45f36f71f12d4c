package dev.runcast.server.internal.core;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The parameters of a query, each with its values in their order. Immutable. */
final class Query {
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    /**
     * Reads a query.
     *
     * @param raw as it was sent, empty for none
     * @throws HttpError if it has a wrong escape (400)
     */
    Query(String raw) {
        for (String pair : raw.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            String name = decode(parts[0]);
            if (!pair.isEmpty()) {
                values.computeIfAbsent(name, absent -> new ArrayList<>())
                        .add(parts.length == 1 ? "" : decode(parts[1]));
            }
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException wrong) {
            throw HttpError.of(400, "The query has a wrong escape. Write % as %25.");
        }
    }

    /** Returns the names of the parameters. */
    Set<String> names() {
        return values.keySet();
    }

    /** Returns the first value of a parameter, or nothing. */
    Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** Returns all values of a parameter. */
    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }
}
