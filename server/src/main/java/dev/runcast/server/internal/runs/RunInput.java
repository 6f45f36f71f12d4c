package dev.runcast.server.internal.runs;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.server.internal.core.ClientConfigs;
import dev.runcast.server.internal.core.HttpError;
import dev.runcast.server.internal.core.JsonObject;
import dev.runcast.server.internal.core.Mount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run is started with, at first and if it is started again. Immutable.
 *
 * @param input null where the runnable takes it
 */
public record RunInput(Mount mount, Object input, RunnableConfig config) {
    private static final String INPUT = "input";
    private static final String CONFIG = "config";

    /**
     * Reads it from a request.
     *
     * @param metadata of the run, an object of JSON. Its events have them, too
     * @throws HttpError if something is missing or does not fit
     */
    public static RunInput read(JsonObject request, String metadata, Mount mount, ClientConfigs configs) {
        // The input may be null, as Mount.input says.
        if (!request.has(INPUT) && mount.descriptor().inputType() != Void.class) {
            throw request.missing(INPUT);
        }
        RunnableConfig config = configs.read(request, CONFIG);
        JsonWriter only =
                new JsonWriter().open('{').key("metadata").json(metadata).close('}');
        return new RunInput(
                mount,
                mount.input(request, INPUT),
                config.toBuilder()
                        .metadata(
                                configs.read(JsonObject.ofBody(only.toString())).metadata())
                        .build());
    }

    /** Returns those members of a request that it is read from, an object of JSON. */
    public static String request(JsonObject request) {
        Map<String, String> members = new LinkedHashMap<>();
        List.of(INPUT, CONFIG).forEach(name -> request.json(name).ifPresent(value -> members.put(name, value)));
        return new JsonWriter().object(members).toString();
    }
}
