package dev.runcast.runtime.differential;

import dev.runcast.runtime.ChunkSink;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What happens in the body of one run. */
final class Body {
    static final ChunkSink<@Nullable Object> NO_CHUNKS = chunk -> {
        throw new IllegalStateException("Only generators give chunks.");
    };

    /** What programs fail with on purpose. */
    static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Failure(String message) {
            super(message);
        }
    }

    private final Program program;
    private final @Nullable Object input;
    private final RunnableConfig config;
    private final List<@Nullable Object> results = new ArrayList<>();

    Body(Program program, @Nullable Object input, RunnableConfig config) {
        this.program = program;
        this.input = input;
        this.config = config;
    }

    void act(JsonNode acts, ChunkSink<@Nullable Object> chunks) {
        for (JsonNode act : acts) {
            switch (act.get("act").asString()) {
                case "dispatch" -> dispatch(act);
                case "call" -> results.add(callOrCatch(act));
                case "chunk" -> chunks.emit(evaluate(act.get("value")));
                case "fail" -> fail(act);
                default -> throw new IllegalArgumentException("Unknown act: " + act);
            }
        }
    }

    private void dispatch(JsonNode act) {
        String event = act.get("event").asString();
        Object data = evaluate(act.get("data"));
        if (isImplicit(act)) {
            CustomEvents.dispatch(event, data);
        } else {
            CustomEvents.dispatch(event, data, calledWith(act));
        }
    }

    @Nullable
    private Object callOrCatch(JsonNode act) {
        try {
            return call(act);
        } catch (RuntimeException failure) {
            if (act.get("caught").asBoolean()) {
                return "caught " + failure.getMessage();
            }
            throw failure;
        }
    }

    @Nullable
    private Object call(JsonNode act) {
        TypedRunnable<@Nullable Object, @Nullable Object> runnable = new Runnables(program).make(act.get("node"));
        Object value = evaluate(act.get("input"));
        return switch (act.get("how").asString()) {
            case "invoke" -> isImplicit(act) ? runnable.invoke(value) : runnable.invoke(value, calledWith(act));
            case "batch" -> runnable.batch((List<?>) value, calledWith(act));
            case "stream" -> {
                try (Stream<@Nullable Object> stream = runnable.stream(value, calledWith(act))) {
                    List<@Nullable Object> chunks = new ArrayList<>();
                    stream.forEach(chunks::add);
                    yield act.has("counted") ? chunks.size() : chunks;
                }
            }
            default -> throw new IllegalArgumentException("Unknown call: " + act);
        };
    }

    private void fail(JsonNode act) {
        if (program.stillFails(act)) {
            throw new Failure(act.get("message").asString());
        }
    }

    private static boolean isImplicit(JsonNode act) {
        return !act.get("explicit").asBoolean() && !act.has("config");
    }

    /** Returns the config that is given to a call, which carries this run where the act says so. */
    private RunnableConfig calledWith(JsonNode act) {
        return Configs.added(act.get("explicit").asBoolean() ? config : RunnableConfig.empty(), act.get("config"));
    }

    @Nullable
    Object evaluate(JsonNode expression) {
        String kind = expression.propertyNames().iterator().next();
        return switch (kind) {
            case "value" -> Program.value(expression.get(kind));
            case "input" -> input;
            case "wrapped" -> Collections.singletonMap(expression.get(kind).asString(), input);
            case "repeated" -> Collections.nCopies(expression.get(kind).asInt(), input);
            case "size" -> size(input);
            case "last" -> results.get(results.size() - 1);
            case "results" -> Collections.unmodifiableList(new ArrayList<>(results));
            default -> throw new IllegalArgumentException("Unknown value: " + expression);
        };
    }

    /** Returns the number of characters of a value's JSON, which is the same in Python. */
    static int size(@Nullable Object value) {
        String json = Program.JSON.writeValueAsString(value);
        return json.codePointCount(0, json.length());
    }

    static <T extends @Nullable Object> T unchecked(Callable<T> work) {
        try {
            return work.call();
        } catch (RuntimeException unchecked) {
            throw unchecked;
        } catch (Exception checked) {
            throw new IllegalStateException(checked);
        }
    }
}
