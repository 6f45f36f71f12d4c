package dev.runcast.server.internal.langserve;

import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.runtime.stream.EventStreamOptions;
import dev.runcast.runtime.stream.StreamEvent;
import dev.runcast.server.internal.core.Call;
import dev.runcast.server.internal.core.Failure;
import dev.runcast.server.internal.core.HttpError;
import dev.runcast.server.internal.core.JsonObject;
import dev.runcast.server.internal.core.Mount;
import dev.runcast.server.internal.core.ServedRun;
import dev.runcast.server.internal.core.Services;
import dev.runcast.server.internal.core.SseStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What clients can ask of one runnable. */
final class Endpoints {
    /** The segment of a path that is a config. */
    static final String CONFIG_HASH = "config_hash";

    private final Services services;
    private final Mount mount;

    Endpoints(Services services, Mount mount) {
        this.services = services;
        this.mount = mount;
    }

    /** A run that a client asks for. */
    private record Asked(
            JsonObject body, TypedRunnable<Object, Object> runnable, Object input, RunnableConfig config, UUID runId) {
        /**
         * Returns whether the client looks at events that tell of failures, so that the answer need not be broken off. Browsers
         * drop what a script has not read of an answer that is.
         */
        boolean wantsErrorEvents() {
            return body.bool("error_events").orElse(false);
        }
    }

    void invoke(Call call) {
        Asked asked = read(call);
        ServedRun run = services.runs().admit(call.principal(), mount);
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
        ServedRun run = services.runs().admit(call.principal(), mount, inputs.size());
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
        AtomicBoolean begun = new AtomicBoolean();
        streamed(call, asked, ServedRun.eventOptions().build(), (event, answer) -> {
            boolean isChunk =
                    event.kind() == StreamEvent.Kind.STREAM && event.runId().equals(asked.runId());
            if (isChunk && event.data() instanceof Map<?, ?> data) {
                if (begun.compareAndSet(false, true)) {
                    answer.send("metadata", runId(asked.runId()).close('}').toString());
                }
                answer.send("data", services.json().value(data.get("chunk")));
            }
        });
    }

    void streamEvents(Call call) {
        Asked asked = read(call);
        asked.body().object("kwargs").ifPresent(Endpoints::checkVersion);
        EventStreamOptions options = Filters.of(asked.body())
                .toOptions()
                .errorEvents(asked.wantsErrorEvents())
                .build();
        streamed(
                call,
                asked,
                options,
                (event, answer) -> answer.send("data", services.json().event(event)));
    }

    private static void checkVersion(JsonObject kwargs) {
        LangServeRequests.EVENTS_KWARGS.check(kwargs);
        if (kwargs.string("version").filter(version -> !version.equals("v2")).isPresent()) {
            throw kwargs.invalid("version", "enum", "Give \"v2\", or leave it out.");
        }
    }

    void streamLog(Call call) {
        Asked asked = read(call);
        RunLog log = new RunLog(Filters.of(asked.body()), services.json());
        EventStreamOptions options = ServedRun.eventOptions().errorEvents(true).build();
        streamed(call, asked, options, (event, answer) -> {
            List<String> operations = log.add(event);
            if (!operations.isEmpty()) {
                JsonWriter patch = new JsonWriter().open('{').key("ops").array(operations);
                answer.send("data", patch.close('}').toString());
            }
        });
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

    /** Streams a run whose events are written one by one. */
    private void streamed(
            Call call,
            Asked asked,
            EventStreamOptions options,
            BiConsumer<? super StreamEvent, ? super SseStream> writer) {
        boolean wantsErrorEvents = asked.wantsErrorEvents();
        ServedRun run = services.runs().admit(call.principal(), mount);
        SseStream answer = run.openStream(call, Map.of());
        run.start(
                () -> asked.runnable()
                        .streamEventsAsync(
                                asked.input(),
                                run.counting(asked.config()),
                                options,
                                event -> writer.accept(event, answer)),
                (nothing, failure) -> end(answer, failure, wantsErrorEvents));
    }

    private static void end(SseStream answer, @Nullable Failure failure, boolean wantsErrorEvents) {
        if (failure == null) {
            answer.send("end", null);
            answer.end();
            return;
        }
        JsonWriter error = new JsonWriter().open('{');
        error.key("status_code").number(failure.status()).key("message").string(failure.message());
        answer.send("error", error.close('}').toString());
        if (wantsErrorEvents) {
            answer.end();
        } else {
            answer.cut();
        }
    }

    private Asked read(Call call) {
        JsonObject body = call.body();
        if (!body.has("input")) {
            throw body.missing("input");
        }
        RunnableConfig config = withRunId(services.configs().read(body, "config"));
        return new Asked(body, runnable(call), mount.input(body, "input"), config, runId(config));
    }

    /** Returns the runnable, with the config bound that is in the path. */
    private TypedRunnable<Object, Object> runnable(Call call) {
        Optional<String> hash = call.variable(CONFIG_HASH);
        return hash.isEmpty()
                ? mount.runnable()
                : mount.runnable().withConfig(services.configs().read(config(hash.get())));
    }

    private JsonObject config(String hash) {
        try {
            String json = LzString.decompress(hash, services.limits().maxBodyBytes());
            return JsonObject.of(List.of("path", CONFIG_HASH), json);
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
