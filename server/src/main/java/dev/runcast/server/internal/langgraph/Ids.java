package dev.runcast.server.internal.langgraph;

import dev.runcast.server.internal.core.Call;
import dev.runcast.server.internal.core.HttpError;
import java.util.List;
import java.util.UUID;

/** Reads the ids of threads and runs. */
final class Ids {
    private Ids() {}

    static UUID inPath(Call call, String name) {
        return parse(List.of("path", name), call.variable(name).orElseThrow());
    }

    static UUID parse(List<String> place, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException wrong) {
            throw HttpError.invalid(place, "uuid_parsing", "\"" + text + "\" is no UUID. Give one.");
        }
    }
}
