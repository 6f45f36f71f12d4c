package dev.runcast.server.internal.openapi;

import dev.runcast.server.ClientPrincipal;
import dev.runcast.server.internal.core.Call;
import dev.runcast.server.internal.core.Mount;
import dev.runcast.server.internal.core.RequestKeys;
import dev.runcast.server.internal.core.RequestKeys.Use;
import dev.runcast.server.internal.core.Route;
import dev.runcast.server.internal.core.Services;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The description of all routes that a principal may use, at {@code GET /openapi.json}. */
public final class OpenApi {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

    private final List<Route> routes;
    private final Services services;

    /** Creates the description of routes. */
    public OpenApi(List<Route> routes, Services services) {
        this.routes = routes.stream().filter(route -> !route.isOpen()).toList();
        this.services = services;
    }

    /** Returns the route to the description. */
    public Route route() {
        return new Route("GET", "/openapi.json", this::describe);
    }

    private void describe(Call call) {
        ObjectNode document = JSON.createObjectNode();
        document.put("openapi", "3.1.0");
        document.putObject("info").put("title", "Runcast").put("version", "1");
        String root = call.exchange().root();
        if (!root.isEmpty()) {
            document.putArray("servers").addObject().put("url", root);
        }
        ObjectNode paths = document.putObject("paths");
        for (Route route : routes) {
            if (isListed(call.principal(), route.mount())) {
                paths.withObjectProperty(route.path())
                        .set(route.method().toLowerCase(Locale.ROOT), operation(call.principal(), route));
            }
        }
        call.respondJson(document.toString());
    }

    private boolean isListed(ClientPrincipal principal, @Nullable Mount mount) {
        return mount == null || services.access().isListed(principal, mount);
    }

    private ObjectNode operation(ClientPrincipal principal, Route route) {
        ObjectNode operation = JSON.createObjectNode();
        VARIABLE.matcher(route.path())
                .results()
                .map(MatchResult::group)
                .map(name -> name.substring(1, name.length() - 1))
                .forEach(name -> parameter(operation, "path", name).put("required", true));
        route.queryKeys().keys().forEach((name, use) -> {
            if (use != Use.REFUSED) {
                parameter(operation, "query", name);
            }
        });
        RequestKeys keys = route.keys();
        if (keys != null) {
            operation
                    .putObject("requestBody")
                    .put("required", true)
                    .putObject("content")
                    .putObject("application/json")
                    .set("schema", body(principal, keys, route.mount()));
        }
        ObjectNode responses = operation.putObject("responses");
        responses.putObject("2XX").put("description", "The answer");
        ObjectNode error = responses.putObject("default").put("description", "An error, with its remedy");
        error.putObject("content")
                .putObject("application/json")
                .putObject("schema")
                .put("type", "object")
                .putArray("required")
                .add("detail");
        return operation;
    }

    private static ObjectNode parameter(ObjectNode operation, String in, String name) {
        ObjectNode parameter = operation.withArrayProperty("parameters").addObject();
        parameter.put("name", name).put("in", in);
        ObjectNode schema = parameter.putObject("schema").put("type", "string");
        if (name.equals("thread_id") || name.equals("run_id")) {
            schema.put("format", "uuid");
        }
        return parameter;
    }

    private ObjectNode body(ClientPrincipal principal, RequestKeys keys, @Nullable Mount mount) {
        ObjectNode body = JSON.createObjectNode().put("type", "object");
        ObjectNode properties = body.putObject("properties");
        keys.keys().forEach((key, use) -> {
            if (use != Use.REFUSED) {
                properties.set(key, key(principal, key, mount));
            }
        });
        body.put("additionalProperties", false);
        return keys.isOfList() ? JSON.createObjectNode().put("type", "array").set("items", body) : body;
    }

    private JsonNode key(ClientPrincipal principal, String key, @Nullable Mount mount) {
        ObjectNode schema = JSON.createObjectNode();
        Optional<Type> input =
                Optional.ofNullable(mount).map(one -> one.descriptor().inputType());
        switch (key) {
            case "input" -> input.ifPresent(type -> schema.setAll(schemaOf(type)));
            case "inputs" -> {
                schema.put("type", "array");
                input.ifPresent(type -> schema.set("items", schemaOf(type)));
            }
            case "assistant_id" ->
                services.mounts(principal)
                        .forEach(one -> schema.withArrayProperty("enum").add(one.name()));
            case "metadata" -> schema.put("type", "object");
            case "limit", "offset" -> schema.put("type", "integer").put("minimum", 0);
            default -> {} // Anything may come, and much of it is answered with 422.
        }
        return schema;
    }

    /** A schema that refers to its own parts has a name, so that these are looked for in it, and not in the description. */
    private ObjectNode schemaOf(Type type) {
        String json = services.schemas().of(type, "input");
        ObjectNode schema = (ObjectNode) JSON.readTree(json);
        schema.remove("$schema");
        if (json.contains("\"$ref\"")) {
            schema.put("$id", "urn:java:" + type.getTypeName());
        }
        return schema;
    }
}
