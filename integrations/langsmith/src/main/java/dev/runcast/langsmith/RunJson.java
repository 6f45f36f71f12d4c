package dev.runcast.langsmith;

import dev.runcast.langsmith.Redactor.Part;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.json.JsonCodec;
import dev.runcast.runtime.tree.RunTree;
import dev.runcast.runtime.tree.RunTreeRecorder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Describes runs in the JSON of run trees, which is LangSmith's, with their values redacted. */
final class RunJson {
    private static final Logger log = LoggerFactory.getLogger(LangSmithCallbackHandler.class);

    private final JsonCodec codec;
    private final Redactor redactor;
    private boolean isFailureLogged;

    RunJson(JsonCodec codec, Redactor redactor) {
        this.codec = codec;
        this.redactor = redactor;
    }

    /**
     * Applies a function to the run as far as an event tells of it, where what is not known is left out. If that fails, applies it to
     * the same with notes in place of all values of the program.
     */
    <T> T describe(RunEvent event, Function<Map<String, @Nullable Object>, T> function) {
        RunTree tree = tree(event);
        try {
            Map<String, @Nullable Object> run = read(tree.toJson(codec));
            redact(run);
            tree.error().ifPresent(error -> run.put("error", redacted(error)));
            return function.apply(run);
        } catch (RuntimeException | StackOverflowError failure) {
            logOnce(tree.run(), failure);
            Map<String, @Nullable Object> run = read(tree.toJson(new RefusingCodec()));
            tree.error().ifPresent(error -> run.put("error", error.getClass().getName()));
            return function.apply(run);
        }
    }

    private void logOnce(Run run, Throwable reason) {
        if (!isFailureLogged) {
            log.warn(
                    "Values of the run {} cannot be sent to LangSmith (said once). Notes take their place.",
                    run,
                    reason);
        }
        isFailureLogged = true;
    }

    private static RunTree tree(RunEvent event) {
        RunTreeRecorder recorder = new RunTreeRecorder();
        event.deliverTo(recorder);
        return recorder.roots().get(0);
    }

    private Map<String, @Nullable Object> read(String json) {
        Map<String, @Nullable Object> run = object(codec.read(json, Map.class));
        run.remove("child_runs");
        run.values().removeIf(Objects::isNull);
        return run;
    }

    /** Returns what may be told of an error, at least its class: LangSmith takes a run without an error for a success. */
    private String redacted(Throwable error) {
        StringWriter stackTrace = new StringWriter();
        error.printStackTrace(new PrintWriter(stackTrace));
        Object told = redactor.redact(Part.ERROR, new HashMap<>(Map.of("error", stackTrace.toString())))
                .get("error");
        return told == null ? error.getClass().getName() : told.toString();
    }

    private void redact(Map<String, @Nullable Object> run) {
        redact(Part.INPUTS, run, "inputs");
        redact(Part.OUTPUTS, run, "outputs");
        redact(Part.METADATA, object(run.get("extra")), "metadata");
        for (Object event : (List<?>) Objects.requireNonNull(run.get("events"))) {
            redact(Part.EVENT, object(event), "kwargs");
        }
    }

    private void redact(Part part, Map<String, @Nullable Object> owner, String key) {
        Object json = owner.get(key);
        if (json != null) {
            owner.put(key, Objects.requireNonNull(redactor.redact(part, object(json)), "what the redactor returns"));
        }
    }

    @SuppressWarnings("unchecked") // It was read from the JSON of an object.
    static Map<String, @Nullable Object> object(@Nullable Object json) {
        return (Map<String, @Nullable Object>) Objects.requireNonNull(json);
    }

    /** Has a note stand in the place of each value. */
    private static final class RefusingCodec implements JsonCodec {
        @Override
        public String write(@Nullable Object value) {
            throw new IllegalArgumentException("The value cannot be sent. The log of the program says why.");
        }

        @Override
        public @Nullable Object read(String json, Type type) {
            return JsonCodec.defaultCodec().read(json, type);
        }
    }
}
