package dev.runcast.server.internal.langserve;

import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.server.internal.core.Call;
import dev.runcast.server.internal.core.HttpError;
import dev.runcast.server.internal.core.JsonObject;
import dev.runcast.server.internal.core.Mount;
import dev.runcast.server.internal.core.ServedRun;
import dev.runcast.server.internal.core.Services;
import dev.runcast.server.internal.runs.RunExistsException;
import dev.runcast.server.internal.runs.RunInput;
import dev.runcast.server.internal.runs.StreamedRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What clients can ask of one runnable. */
final class Endpoints {
    /** The segment of a path that is a config. */
    static final String CONFIG_HASH = "config_hash";

    private final Services services;
    private final Mount mount;
    private final StreamedRuns runs;

    Endpoints(Services services, Mount mount) {
        this.services = services;
        this.mount = mount;
        this.runs = new StreamedRuns(services);
    }

    /** A run that a client asks for. */
    private record Asked(
            JsonObject body,
            Optional<String> boundConfig,
            TypedRunnable<Object, Object> runnable,
            Object input,
            RunnableConfig config,
            UUID runId) {
        boolean wantsErrorEvents() {
            return body.bool("error_events").orElse(false);
        }
    }

    void invoke(Call call) {
        Asked asked = read(call);
        ServedRun run = services.runs().admit(call, mount);
        run.attach(call);
        run.start(
                () -> asked.runnable().invokeAsync(asked.input(), run.counting(asked.config())), (output, failure) -> {
                    if (failure == null) {
                        JsonWriter json = output(output).json(metadata(asked.runId()));
                        call.respondJson(json.close('}').toString());
                    } else {
                        call.respond(failure.toHttpError().response());
                    }
                });
    }

    void batch(Call call) {
        JsonObject body = call.body();
        TypedRunnable<Object, Object> runnable = runnable(call);
        List<Object> inputs = mount.inputs(body, "inputs").orElseThrow(() -> body.missing("inputs"));
        List<RunnableConfig> configs = configs(body, inputs.size());
        List<UUID> runIds = configs.stream().map(Endpoints::runId).toList();
        ServedRun run = services.runs().admit(call, mount, inputs.size());
        run.attach(call);
        run.start(
                () -> Batch.start(
                        runnable, inputs, configs.stream().map(run::counting).toList()),
                (outputs, failure) -> {
                    if (failure == null) {
                        List<String> responses =
                                runIds.stream().map(Endpoints::metadata).toList();
                        JsonWriter json = output(outputs).open('{');
                        json.key("run_ids").strings(runIds).key("responses").array(responses);
                        call.respondJson(json.close('}').close('}').toString());
                    } else {
                        call.respond(failure.toHttpError().response());
                    }
                });
    }

    void stream(Call call) {
        Asked asked = read(call);
        start(call, asked, new Chunks(asked.runId(), services.ownedRuns().keepsChunks()));
    }

    void streamEvents(Call call) {
        Asked asked = read(call);
        asked.body().object("kwargs").ifPresent(Endpoints::checkVersion);
        start(call, asked, new FilteredEvents(Filters.of(asked.body()), asked.wantsErrorEvents()));
    }

    private static void checkVersion(JsonObject kwargs) {
        LangServeRequests.EVENTS_KWARGS.check(kwargs);
        if (kwargs.string("version").filter(version -> !version.equals("v2")).isPresent()) {
            throw kwargs.invalid("version", "enum", "Give \"v2\", or leave it out.");
        }
    }

    void streamLog(Call call) {
        Asked asked = read(call);
        start(call, asked, new RunLog(Filters.of(asked.body())));
    }

    /** Starts a run that its client reads until it disconnects. */
    private void start(Call call, Asked asked, AnswerFrames.Endpoint endpoint) {
        RunInput input = new RunInput(mount, asked.runnable(), asked.input(), asked.config());
        RunInput.Request request = RunInput.Request.of(asked.body());
        asked.boundConfig().ifPresent(request::boundConfig);
        String metadata = asked.body()
                .object("config")
                .flatMap(config -> config.json("metadata"))
                .filter(json -> !json.equals("null"))
                .orElse("{}");
        try {
            runs.start(
                    call,
                    new StreamedRuns.Asked(input, asked.runId(), metadata, request, false),
                    new AnswerFrames(endpoint, asked.wantsErrorEvents()));
        } catch (RunExistsException exists) {
            throw HttpError.of(409, exists.getMessage() + " Leave the run_id out, or send another one.");
        }
    }

    void inputSchema(Call call) {
        RunnableDescriptor descriptor = runnable(call).descriptor();
        call.respondJson(services.schemas().of(descriptor.inputType(), descriptor.name() + "_input"));
    }

    void outputSchema(Call call) {
        RunnableDescriptor descriptor = runnable(call).descriptor();
        call.respondJson(services.schemas().of(descriptor.outputType(), descriptor.name() + "_output"));
    }

    void configSchema(Call call) {
        String name = runnable(call).descriptor().name();
        call.respondJson(services.configs().schema(name + "_config"));
    }

    private Asked read(Call call) {
        JsonObject body = call.body();
        if (!body.has("input")) {
            throw body.missing("input");
        }
        RunnableConfig config = withRunId(services.configs().read(body, "config"));
        Optional<String> bound = boundConfig(call);
        return new Asked(body, bound, runnable(bound), mount.input(body, "input"), config, runId(config));
    }

    /** Returns the runnable, with the config bound that is in the path. */
    private TypedRunnable<Object, Object> runnable(Call call) {
        return runnable(boundConfig(call));
    }

    private TypedRunnable<Object, Object> runnable(Optional<String> boundConfig) {
        return boundConfig
                .map(json -> mount.runnable()
                        .withConfig(services.configs().read(JsonObject.of(List.of("path", CONFIG_HASH), json))))
                .orElse(mount.runnable());
    }

    /** Returns the config that is in the path, as an object of JSON, or nothing. */
    private Optional<String> boundConfig(Call call) {
        return call.variable(CONFIG_HASH).map(this::decompress);
    }

    private String decompress(String hash) {
        try {
            String json = LzString.decompress(hash, services.limits().maxBodyBytes());
            JsonObject.of(List.of("path", CONFIG_HASH), json);
            return json;
        } catch (IllegalArgumentException | HttpError wrong) {
            throw HttpError.of(
                    400,
                    "Invalid config hash. Make it of the config's JSON by lz-string's compressToEncodedURIComponent.");
        }
    }

    /** Returns a config for each input: one is for all of them, and a list has one for each. */
    private List<RunnableConfig> configs(JsonObject body, int count) {
        List<RunnableConfig> configs = new ArrayList<>();
        if (body.isList("config")) {
            body.objects("config")
                    .orElseThrow()
                    .forEach(each -> configs.add(services.configs().read(each)));
            if (configs.size() != count) {
                throw body.invalid(
                        "config",
                        "value_error",
                        "There are " + count + " inputs and " + configs.size()
                                + " configs. Give as many configs as inputs, or one for all.");
            }
        } else {
            RunnableConfig config = services.configs().read(body, "config");
            for (int i = 0; i < count; i++) {
                configs.add(
                        i == 0 ? config : config.toBuilder().runId(Run.newId()).build());
            }
        }
        return configs.stream().map(Endpoints::withRunId).toList();
    }

    private static RunnableConfig withRunId(RunnableConfig config) {
        return config.runId().isPresent()
                ? config
                : config.toBuilder().runId(Run.newId()).build();
    }

    private static UUID runId(RunnableConfig config) {
        return config.runId().orElseThrow();
    }

    /**
     * Begins an answer with the output. Its metadata are to follow.
     *
     * @throws IllegalArgumentException if the output cannot be written, for which no note is a stand-in
     */
    private JsonWriter output(@Nullable Object output) {
        String json = services.json().value(output);
        return new JsonWriter().open('{').key("output").json(json).key("metadata");
    }

    private static String metadata(UUID runId) {
        return runId(runId).key("feedback_tokens").json("[]").close('}').toString();
    }

    /** Begins an object with the id of a run. */
    private static JsonWriter runId(UUID runId) {
        return new JsonWriter().open('{').key("run_id").string(runId.toString());
    }
}
