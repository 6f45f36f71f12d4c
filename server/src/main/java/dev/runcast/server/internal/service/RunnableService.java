package dev.runcast.server.internal.service;

import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.json.JsonCodec;
import dev.runcast.server.ServerLimits;
import dev.runcast.server.internal.agui.AgUi;
import dev.runcast.server.internal.contract.EventContract;
import dev.runcast.server.internal.core.ClientConfigs;
import dev.runcast.server.internal.core.FrontDoor;
import dev.runcast.server.internal.core.Mount;
import dev.runcast.server.internal.core.ProgramJson;
import dev.runcast.server.internal.core.Protocol;
import dev.runcast.server.internal.core.Route;
import dev.runcast.server.internal.core.Runs;
import dev.runcast.server.internal.core.Schemas;
import dev.runcast.server.internal.core.Services;
import dev.runcast.server.internal.core.Timers;
import dev.runcast.server.internal.http.Exchange;
import dev.runcast.server.internal.http.ExchangeHandler;
import dev.runcast.server.internal.langgraph.LangGraph;
import dev.runcast.server.internal.langserve.LangServe;
import dev.runcast.server.internal.page.LivePage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Answers requests for runnables, whichever web server receives them. It has threads and clocks of its own, until it is stopped. */
public final class RunnableService implements ExchangeHandler {
    private static final List<Protocol> PROTOCOLS =
            List.of(new LangServe(), new LangGraph(), new AgUi(), new EventContract(), new LivePage());

    /** How long cancelled runs have to end when the service stops, so that their clients are told. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final ExecutorService executor;
    private final Timers timers;
    private final ServerLimits limits;
    private final Runs runs;
    private final FrontDoor door;

    private RunnableService(Builder builder) {
        this.executor = ServiceExecutor.create();
        this.timers = new Timers(executor);
        this.limits = builder.limits;
        this.runs = new Runs(limits, timers, builder.showErrors);
        try {
            Services services = new Services(
                    builder.mountsWithCodec(),
                    runs,
                    new ProgramJson(builder.codec, runs),
                    builder.configs,
                    new Schemas(),
                    limits,
                    timers);
            List<Route> routes = PROTOCOLS.stream()
                    .flatMap(protocol -> protocol.routes(services).stream())
                    .toList();
            this.door = new FrontDoor(routes, limits, builder.origins, builder.tokens);
        } catch (RuntimeException failure) {
            close();
            throw failure;
        }
    }

    /** Returns a builder of a service. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public void handle(Exchange exchange) throws IOException {
        door.handle(exchange);
    }

    /** Returns the clocks. */
    public Timers timers() {
        return timers;
    }

    /** Returns what the service bears. */
    public ServerLimits limits() {
        return limits;
    }

    /** Returns how many runs are going on. */
    public int activeRuns() {
        return runs.active();
    }

    /**
     * Ends the runs: new ones are refused, those that go on may do so for the given time, and are then cancelled, of which their
     * clients are told. Returns when all is over. {@link #close} is to follow.
     */
    public void stop(Duration patience) {
        runs.stop(patience, LAST_WORDS);
    }

    /** Stops the threads and the clocks. */
    public void close() {
        timers.close();
        executor.shutdownNow();
    }

    /** Collects what a service is to be. Not for several threads at once. */
    public static final class Builder {
        private final List<Mount> mounts = new ArrayList<>();
        private ServerLimits limits = ServerLimits.defaults();
        private ClientConfigs configs = ClientConfigs.byDefault();
        private final Set<String> origins = new LinkedHashSet<>();
        private @Nullable Predicate<? super String> tokens;
        private @Nullable JsonCodec codec;
        private boolean showErrors;

        private Builder() {}

        /**
         * Serves a runnable at a path, such as {@code /research}.
         *
         * @throws IllegalArgumentException if it is no path
         */
        public Builder mount(String path, TypedRunnable<?, ?> runnable) {
            mounts.add(Mount.of(path, runnable));
            return this;
        }

        /** Sets what the service bears. */
        public Builder limits(ServerLimits limits) {
            this.limits = Objects.requireNonNull(limits, "limits");
            return this;
        }

        /**
         * Sets which keys of a config clients may send.
         *
         * @throws IllegalArgumentException if a config has no such key as one of these
         */
        public Builder configKeys(List<String> keys) {
            this.configs = new ClientConfigs(new LinkedHashSet<>(keys));
            return this;
        }

        /** Lets scripts of pages of these origins use the service. */
        public Builder allowOrigins(List<String> origins) {
            this.origins.addAll(origins);
            return this;
        }

        /** Asks of each request a bearer token that the predicate finds good. */
        public Builder bearerTokens(Predicate<? super String> tokens) {
            this.tokens = Objects.requireNonNull(tokens, "tokens");
            return this;
        }

        /** Sets what reads inputs and writes outputs, chunks and events, in the place of the default codec and those of configs. */
        public Builder codec(JsonCodec codec) {
            this.codec = Objects.requireNonNull(codec, "codec");
            return this;
        }

        private List<Mount> mountsWithCodec() {
            JsonCodec set = codec;
            return set == null
                    ? List.copyOf(mounts)
                    : mounts.stream().map(mount -> mount.withCodec(set)).toList();
        }

        /** Sets whether clients are told what a run failed with. */
        public Builder showErrors(boolean shown) {
            this.showErrors = shown;
            return this;
        }

        /**
         * Returns a service that takes requests.
         *
         * @throws IllegalArgumentException if two runnables are mounted at one path
         */
        public RunnableService build() {
            return new RunnableService(this);
        }
    }
}
