package dev.runcast.server.internal.core;

import java.util.List;
import java.util.UUID;

/** Reads the ids of threads and runs. */
public final class Ids {
    private Ids() {}

    /**
     * Returns the id in the segment of a path that stands in braces under this name in the route.
     *
     * @throws HttpError if it is none (422)
     */
    public static UUID inPath(Call call, String name) {
        return parse(List.of("path", name), call.variable(name).orElseThrow());
    }

    /**
     * Returns an id that stands at a place of a request.
     *
     * @throws HttpError if it is none (422)
     */
    public static UUID parse(List<String> place, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException wrong) {
            throw HttpError.invalid(place, "uuid_parsing", "\"" + text + "\" is no UUID. Give one.");
        }
    }
}
