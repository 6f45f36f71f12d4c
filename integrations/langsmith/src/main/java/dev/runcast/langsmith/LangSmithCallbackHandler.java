package dev.runcast.langsmith;

import dev.runcast.annotations.RunType;
import dev.runcast.langsmith.Redactor.Part;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.callback.BackgroundHandler;
import dev.runcast.runtime.callback.BackgroundOptions;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.Overflow;
import dev.runcast.runtime.callback.RunEvent;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Posts runs to LangSmith, with their custom events among the events of each run:
 *
 * <pre>{@code
 * GlobalCallbacks.register(
 *         LangSmithCallbackHandler.builderFromEnvironment().build());
 * }</pre>
 *
 * <p>It works in the background, with bounded memory. A run is posted when it starts, and again when it ends; up to 100 in one
 * request, which waits a quarter of a second for more of them. Requests that fail are repeated where that may help. What cannot be
 * kept or sent is dropped and counted; the program is not slowed and does not fail. An orderly exit of the JVM waits for what is not
 * sent yet, as long as {@link BackgroundOptions#exitTimeout} allows.
 *
 * <p>Inputs, outputs, metadata and data of events are read on the handler's thread, a little later than the program hands them over.
 * Do not change them afterwards. Safe for any number of threads.
 *
 * @since 0.1
 */
public final class LangSmithCallbackHandler implements CallbackHandler, AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final LangSmithApi api;
    private final Uploader uploader;
    private final RunReporter reporter;
    private final BackgroundHandler background;

    /** The runs whose output has begun to come in chunks. */
    private final Set<Run> streaming = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private final @Nullable Thread exitHook;

    private LangSmithCallbackHandler(Builder builder, URI url, String apiKey) {
        Limits limits = new Limits(builder.maxOpenRuns, builder.maxEventsPerRun, builder.maxBatchBytes);
        api = new LangSmithApi(url, apiKey, builder.workspaceId, builder.firstWait);
        uploader = new Uploader(api, limits.batchBytes());
        reporter = new RunReporter(uploader, api, builder.project, builder.hidingRedactor(), limits);
        background = CallbackHandler.inBackground(reporter, builder.background);
        exitHook = addExitHook(builder.background.exitTimeout());
    }

    private @Nullable Thread addExitHook(Duration timeout) {
        Thread hook = new Thread(() -> close(timeout), "runcast-langsmith-exit");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            return hook;
        } catch (IllegalStateException exiting) {
            return null;
        }
    }

    private void removeExitHook() {
        if (exitHook != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(exitHook);
            } catch (IllegalStateException exiting) {
                // The JVM has let go of its hooks.
            }
        }
    }

    /** Returns a builder that has no API key yet. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns a builder with what LangSmith's SDKs take from the environment: {@code LANGSMITH_API_KEY}, {@code LANGSMITH_ENDPOINT},
     * {@code LANGSMITH_PROJECT}, {@code LANGSMITH_WORKSPACE_ID}, and, where they are {@code true}, {@code LANGSMITH_HIDE_INPUTS},
     * {@code LANGSMITH_HIDE_OUTPUTS}, which hides the data of custom events too, and {@code LANGSMITH_HIDE_METADATA}. Where one is
     * missing, the one that begins with {@code LANGCHAIN_} counts.
     */
    public static Builder builderFromEnvironment() {
        return builderFrom(System::getenv);
    }

    static Builder builderFrom(UnaryOperator<@Nullable String> environment) {
        return new Builder().read(environment);
    }

    @Override
    public void onRunStart(RunEvent.Start event) {
        background.onRunStart(event);
    }

    /** Tells of the first piece of a model's answer, by which LangSmith shows the time until it came. */
    @Override
    public void onRunChunk(RunEvent.Chunk event) {
        if (event.run().type() == RunType.CHAT_MODEL && streaming.add(event.run())) {
            background.onRunChunk(event);
        }
    }

    @Override
    public void onRunEnd(RunEvent.End event) {
        background.onRunEnd(event);
    }

    @Override
    public void onRunError(RunEvent.Error event) {
        background.onRunError(event);
    }

    @Override
    public void onCustomEvent(CustomEvent event) {
        background.onCustomEvent(event);
    }

    /**
     * Returns how often the start or the end of a run was lost, since LangSmith did not take it, or since more runs went on than may.
     */
    public long lostRuns() {
        return api.lostRuns();
    }

    /**
     * Returns how many events were lost before they became a part of a run that is sent: starts, ends and custom events for which there
     * was no room in the queue, and custom events of which the run had enough, or that came after its end.
     */
    public long lostEvents() {
        return background.droppedEvents() + reporter.lostEvents();
    }

    /**
     * Waits until all that was reported before this call is sent, or lost.
     *
     * @return whether that is so; false if the time ran out or the thread was interrupted. The thread then stays interrupted
     */
    public boolean flush(Duration timeout) {
        long start = System.nanoTime();
        return background.flush(timeout) && uploader.flush(timeout.minusNanos(System.nanoTime() - start));
    }

    /**
     * Takes no further events, and waits until all that was reported before this call is sent. What is left when the time runs out, or
     * the thread is interrupted, is lost.
     *
     * @return whether all was sent or lost before the time ran out
     */
    public boolean close(Duration timeout) {
        long start = System.nanoTime();
        boolean isHandled = background.close(timeout);
        boolean isDone = uploader.flush(timeout.minusNanos(System.nanoTime() - start)) && isHandled;
        uploader.abort();
        removeExitHook();
        return isDone;
    }

    /** Closes with a time limit of ten seconds. */
    @Override
    public void close() {
        close(CLOSE_TIMEOUT);
    }

    /** Returns what it is, for logs. */
    @Override
    public String toString() {
        return "LangSmith";
    }

    /**
     * Collects what a handler needs. Only the API key has no default.
     *
     * @since 0.1
     */
    public static final class Builder {
        private String apiUrl = "https://api.smith.langchain.com";
        private @Nullable String apiKey;
        private @Nullable String workspaceId;
        private String project = "default";
        private Redactor redactor = (part, json) -> json;
        private final Set<Part> hidden = EnumSet.noneOf(Part.class);
        private int maxOpenRuns = 10_000;
        private int maxEventsPerRun = 1_000;
        private int maxBatchBytes = 20 * 1024 * 1024;
        private BackgroundOptions background = BackgroundOptions.builder()
                .capacity(10_000)
                .overflow(Overflow.DROP_NEWEST)
                .exitTimeout(Duration.ofSeconds(5))
                .build();
        private Duration firstWait = Duration.ofMillis(500);

        private Builder() {}

        private Builder read(UnaryOperator<@Nullable String> environment) {
            UnaryOperator<@Nullable String> variables = name -> {
                String value = environment.apply("LANGSMITH_" + name);
                return value == null || value.isBlank() ? environment.apply("LANGCHAIN_" + name) : value;
            };
            set(variables.apply("API_KEY"), this::apiKey);
            set(variables.apply("ENDPOINT"), this::apiUrl);
            set(variables.apply("PROJECT"), this::project);
            set(variables.apply("WORKSPACE_ID"), this::workspaceId);
            if ("true".equals(variables.apply("HIDE_INPUTS"))) {
                hide(Part.INPUTS);
            }
            if ("true".equals(variables.apply("HIDE_OUTPUTS"))) {
                hide(Part.OUTPUTS, Part.EVENT);
            }
            if ("true".equals(variables.apply("HIDE_METADATA"))) {
                hide(Part.METADATA);
            }
            return this;
        }

        private static void set(@Nullable String value, Consumer<String> setter) {
            if (value != null && !value.isBlank()) {
                setter.accept(value);
            }
        }

        /**
         * Sets where LangSmith's API is: {@code https://api.smith.langchain.com} by default, {@code https://eu.api.smith.langchain.com} in
         * Europe, {@code https://…/api/v1} of a LangSmith of one's own.
         */
        public Builder apiUrl(String url) {
            this.apiUrl = Objects.requireNonNull(url, "url");
            return this;
        }

        /** Sets the API key. */
        public Builder apiKey(String key) {
            this.apiKey = Objects.requireNonNull(key, "key");
            return this;
        }

        /** Sets the workspace, which is needed with a key that is of an organization. */
        public Builder workspaceId(String id) {
            this.workspaceId = Objects.requireNonNull(id, "id");
            return this;
        }

        /** Sets the project of the runs, {@code default} by default. LangSmith creates it. */
        public Builder project(String name) {
            this.project = Objects.requireNonNull(name, "name");
            return this;
        }

        /** Sets what changes the values of the program before they are sent. By default they are sent as they are. */
        public Builder redactor(Redactor redactor) {
            this.redactor = Objects.requireNonNull(redactor, "redactor");
            return this;
        }

        /** Has parts of runs not be sent: {@code {}} takes their place. A custom event keeps its name. */
        public Builder hide(Part... parts) {
            hidden.addAll(List.of(parts));
            return this;
        }

        /**
         * Sets how many runs may go on at once, 10,000 by default. When more do, the one that began first is sent no more before its end,
         * and loses its events.
         *
         * @throws IllegalArgumentException if {@code runs} is less than 1
         */
        public Builder maxOpenRuns(int runs) {
            this.maxOpenRuns = checked("maxOpenRuns", runs, 1);
            return this;
        }

        /**
         * Sets how many custom events of a run are sent, 1,000 by default. The first ones are.
         *
         * @throws IllegalArgumentException if {@code events} is less than 0
         */
        public Builder maxEventsPerRun(int events) {
            this.maxEventsPerRun = checked("maxEventsPerRun", events, 0);
            return this;
        }

        /**
         * Sets how long a request is, 20 MiB by default, which is what LangSmith takes. The handler keeps up to four times as much. An
         * eighth of it is the limit of each input, output, and data of an event, in characters, and of all events of a run.
         *
         * @throws IllegalArgumentException if {@code bytes} is less than 64 KiB
         */
        public Builder maxBatchBytes(int bytes) {
            this.maxBatchBytes = checked("maxBatchBytes", bytes, 64 * 1024);
            return this;
        }

        private static int checked(String name, int value, int least) {
            if (value < least) {
                throw new IllegalArgumentException(name + " is " + value + ". Give it " + least + " or more.");
            }
            return value;
        }

        /**
         * Sets how events wait for the handler. By default 10,000 may, further ones are dropped, and the exit of the JVM waits up to five
         * seconds. With {@link Overflow#BLOCK} no event is lost, but the program waits while LangSmith does not answer.
         */
        public Builder background(BackgroundOptions options) {
            this.background = Objects.requireNonNull(options, "options");
            return this;
        }

        /** Sets how long it takes until a request is repeated for the first time. */
        Builder firstWait(Duration wait) {
            this.firstWait = wait;
            return this;
        }

        /**
         * Returns the handler, which is to be closed when the program is done with it.
         *
         * @throws IllegalStateException if there is no API key
         * @throws IllegalArgumentException if the URL is not one of HTTP, or the API key has characters that no key has
         */
        public LangSmithCallbackHandler build() {
            if (apiKey == null) {
                throw new IllegalStateException(
                        "There is no API key for LangSmith. Set LANGSMITH_API_KEY, or give it to apiKey(…).");
            }
            String key = apiKey.strip();
            if (!key.matches("[!-~]+")) {
                throw new IllegalArgumentException(
                        "The API key for LangSmith has characters that no key has. Copy it anew.");
            }
            return new LangSmithCallbackHandler(this, batchUrl(), key);
        }

        private URI batchUrl() {
            try {
                URI url = URI.create(apiUrl.strip().replaceAll("/+$", "") + "/runs/batch");
                if (url.getHost() != null && Set.of("http", "https").contains(url.getScheme())) {
                    return url;
                }
            } catch (IllegalArgumentException noUrl) {
                // It is said below.
            }
            throw new IllegalArgumentException("The URL of LangSmith is \"" + apiUrl
                    + "\". Give it a host, as in https://api.smith.langchain.com.");
        }

        private Redactor hidingRedactor() {
            Redactor chosen = redactor;
            Set<Part> hiddenParts = Set.copyOf(hidden);
            return (part, json) -> {
                if (!hiddenParts.contains(part)) {
                    return chosen.redact(part, json);
                }
                json.keySet().removeIf(key -> part != Part.EVENT || !key.equals("name"));
                return json;
            };
        }
    }
}
