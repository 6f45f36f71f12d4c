package dev.runcast.server.internal.langgraph;

import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.server.ClientPrincipal;
import dev.runcast.server.internal.core.Call;
import dev.runcast.server.internal.core.HttpError;
import dev.runcast.server.internal.core.JsonObject;
import dev.runcast.server.internal.core.Mount;
import dev.runcast.server.internal.core.Services;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** The runnables as assistants, each of which has the name of its mount as its id. */
final class Assistants {
    private static final int DEFAULT_LIMIT = 10;

    private final Services services;
    private final Instant createdAt = Instant.now();

    Assistants(Services services) {
        this.services = services;
    }

    /** Returns the runnable that a client names. */
    static Mount find(Services services, ClientPrincipal principal, String assistantId) {
        return services.mount(principal, assistantId)
                .orElseThrow(() -> HttpError.of(
                        404,
                        "There is no assistant \"" + assistantId + "\". There are: " + names(services.mounts(principal))
                                + "."));
    }

    private static String names(List<Mount> mounts) {
        return mounts.isEmpty() ? "none" : mounts.stream().map(Mount::name).collect(Collectors.joining(", "));
    }

    void get(Call call) {
        call.respondJson(json(
                find(services, call.principal(), call.variable("assistant_id").orElseThrow())));
    }

    void search(Call call) {
        JsonObject body = LangGraphRequests.SEARCH_ASSISTANTS.check(call.json());
        List<String> assistants = services.mounts(call.principal()).stream()
                .filter(mount ->
                        body.string("graph_id").map(mount.name()::equals).orElse(true))
                .skip(count(body, "offset", 0))
                .limit(count(body, "limit", DEFAULT_LIMIT))
                .map(this::json)
                .toList();
        call.respondJson(new JsonWriter().array(assistants).toString());
    }

    private static int count(JsonObject body, String name, int otherwise) {
        Object value = body.value(name).orElse(otherwise);
        if (value instanceof Integer count && count >= 0) {
            return count;
        }
        throw body.invalid(name, "int_type", "Give a number, 0 or more.");
    }

    private String json(Mount mount) {
        JsonWriter json = new JsonWriter().open('{');
        json.key("assistant_id").string(mount.name());
        json.key("graph_id").string(mount.name());
        json.key("name").string(mount.descriptor().name());
        json.key("description").string(mount.descriptor().description());
        json.key("config").json("{}");
        json.key("context").json("{}");
        json.key("metadata").json("{}");
        json.key("version").number(1);
        json.key("created_at").string(createdAt.toString());
        json.key("updated_at").string(createdAt.toString());
        return json.close('}').toString();
    }
}
