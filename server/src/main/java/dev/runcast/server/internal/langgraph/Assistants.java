package dev.runcast.server.internal.langgraph;

import dev.runcast.runtime.RunnableDescriptor;
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
import java.util.stream.Stream;

/** The runnables as assistants, each of which has the name of its mount as its id. */
final class Assistants {
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

    private Mount find(Call call) {
        return find(services, call.principal(), call.variable("assistant_id").orElseThrow());
    }

    void get(Call call) {
        call.respondJson(json(find(call)));
    }

    void search(Call call) {
        JsonObject body = call.body();
        call.respondJson(Page.json(Page.of(body).of(found(call, body)), this::json));
    }

    void count(Call call) {
        JsonObject body = call.body();
        call.respondJson(String.valueOf(found(call, body).count()));
    }

    private Stream<Mount> found(Call call, JsonObject body) {
        return services.mounts(call.principal()).stream()
                .filter(mount ->
                        body.string("graph_id").map(mount.name()::equals).orElse(true));
    }

    /** The state of a thread is an object, which is the output unless that is no object. */
    void schemas(Call call) {
        Mount mount = find(call);
        RunnableDescriptor descriptor = mount.descriptor();
        String output = services.schemas().of(descriptor.outputType(), descriptor.name() + "_output");
        JsonWriter json = new JsonWriter().open('{');
        json.key("graph_id").string(mount.name());
        json.key("input_schema").json(services.schemas().of(descriptor.inputType(), descriptor.name() + "_input"));
        json.key("output_schema").json(output);
        json.key("state_schema").json(output);
        json.key("config_schema").json(services.configs().schema(descriptor.name() + "_config"));
        json.key("context_schema").string(null);
        call.respondJson(json.close('}').toString());
    }

    /** A runnable is the only node of its graph. What it calls is known when it runs. */
    void graph(Call call) {
        Mount mount = find(call);
        String name = mount.descriptor().name();
        JsonWriter json = new JsonWriter().open('{');
        json.key("nodes").array(List.of(node("__start__"), node(name), node("__end__")));
        json.key("edges").array(List.of(edge("__start__", name), edge(name, "__end__")));
        call.respondJson(json.close('}').toString());
    }

    private static String node(String name) {
        JsonWriter node = new JsonWriter().open('{').key("id").string(name);
        node.key("type").string("runnable");
        node.key("data").open('{').key("name").string(name).close('}');
        return node.close('}').toString();
    }

    private static String edge(String source, String target) {
        JsonWriter edge = new JsonWriter().open('{').key("source").string(source);
        return edge.key("target").string(target).close('}').toString();
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
