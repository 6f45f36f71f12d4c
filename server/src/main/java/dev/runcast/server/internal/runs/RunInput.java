package dev.runcast.server.internal.runs;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
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
 * @param mount where the runnable is
 * @param runnable the runnable, which may have a config bound
 * @param input null where the runnable takes it
 */
public record RunInput(Mount mount, TypedRunnable<Object, Object> runnable, Object input, RunnableConfig config) {
    private static final String INPUT = "input";
    private static final String CONFIG = "config";
    private static final String BOUND_CONFIG = "bound_config";
    private static final String THREAD_ID = "thread_id";

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
                mount.runnable(),
                mount.input(request, INPUT),
                config.toBuilder()
                        .metadata(
                                configs.read(JsonObject.ofBody(only.toString())).metadata())
                        .build());
    }

    /**
     * Reads it from what is kept of the request of a run.
     *
     * @throws HttpError if something does not fit any more
     */
    static RunInput readKept(JsonObject request, String metadata, Mount mount, ClientConfigs configs) {
        RunInput read = read(request, metadata, mount, configs);
        RunInput bound = request.has(BOUND_CONFIG) ? read.bound(configs.read(request, BOUND_CONFIG)) : read;
        return request.string(THREAD_ID).map(bound::inThread).orElse(bound);
    }

    /** Returns the same for the runnable with a config bound. */
    public RunInput bound(RunnableConfig bound) {
        return new RunInput(mount, runnable.withConfig(bound), input, config);
    }

    /** Returns the same for a run that knows the thread that it is in. */
    public RunInput inThread(String id) {
        RunnableConfig inThread = config.toBuilder()
                .configurable(THREAD_ID, id)
                .metadata(THREAD_ID, id) // where handlers look for it
                .build();
        return new RunInput(mount, runnable, input, inThread);
    }

    /** Collects what is kept of a request, so that its run can be started again. */
    public static final class Request {
        private final Map<String, String> members = new LinkedHashMap<>();

        /** Starts with what a body has under the names that {@link RunInput#read} reads. */
        public static Request of(JsonObject body) {
            Request request = new Request();
            List.of(INPUT, CONFIG).forEach(name -> body.json(name).ifPresent(json -> request.members.put(name, json)));
            return request;
        }

        /** Sets the input, as JSON. */
        public Request input(String json) {
            members.put(INPUT, json);
            return this;
        }

        /** Sets the config that the runnable has bound, as JSON. */
        public Request boundConfig(String json) {
            members.put(BOUND_CONFIG, json);
            return this;
        }

        /** Sets the thread that the run knows. */
        public Request threadId(String id) {
            members.put(THREAD_ID, new JsonWriter().string(id).toString());
            return this;
        }

        /** Returns an object of JSON. */
        public String toJson() {
            return new JsonWriter().object(members).toString();
        }
    }
}
