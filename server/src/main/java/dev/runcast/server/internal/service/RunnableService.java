package dev.runcast.server.internal.service;

import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.json.JsonCodec;
import dev.runcast.server.AgUiEvent;
import dev.runcast.server.Authenticator;
import dev.runcast.server.Authorizer;
import dev.runcast.server.ServerLimits;
import dev.runcast.server.ServerProtocol;
import dev.runcast.server.internal.agui.AgUi;
import dev.runcast.server.internal.contract.EventContract;
import dev.runcast.server.internal.core.Access;
import dev.runcast.server.internal.core.AuditLog;
import dev.runcast.server.internal.core.ClientConfigs;
import dev.runcast.server.internal.core.FrontDoor;
import dev.runcast.server.internal.core.KnownHosts;
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
import dev.runcast.server.internal.openapi.OpenApi;
import dev.runcast.server.internal.page.LivePage;
import dev.runcast.server.internal.runs.LostRuns;
import dev.runcast.server.internal.runs.OwnedRuns;
import dev.runcast.server.internal.runs.RedactedRunStore;
import dev.runcast.server.store.Redactor;
import dev.runcast.server.store.RunStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Answers requests for runnables, whichever web server receives them. It has threads and clocks of its own, until it is stopped. */
public final class RunnableService implements ExchangeHandler {
    /** How long cancelled runs have to end when the service stops, so that their clients are told. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    /** For how long a server owns a run without saying so again. */
    private static final Duration LEASE = Duration.ofSeconds(10);

    private final ExecutorService executor;
    private final Timers timers;
    private final ServerLimits limits;
    private final Runs runs;
    private final OwnedRuns ownedRuns;
    private final FrontDoor door;
    private final OpenExchanges exchanges = new OpenExchanges();

    private RunnableService(Builder builder) {
        this.limits = builder.limits;
        // The clients of all runs may have to be waited for.
        this.executor = ServiceExecutor.create(builder.writesBlock ? limits.maxRuns() : 0);
        this.timers = new Timers(executor);
        Access access = new Access(builder.authorizer, new AuditLog(builder.auditLog));
        this.runs = new Runs(limits, timers, access, builder.showErrors);
        ProgramJson json = new ProgramJson(builder.codec, runs);
        this.ownedRuns = new OwnedRuns(builder.redactedStore(), timers, LEASE, json, builder.keepsChunks);
        timers.every(expiryPeriod(limits), ownedRuns::expire);
        try {
            Services services = new Services(
                    builder.mounts(),
                    access,
                    runs,
                    json,
                    builder.configs,
                    new Schemas(),
                    builder.schemas,
                    limits,
                    timers,
                    ownedRuns);
            timers.every(LEASE.dividedBy(10), new LostRuns(services, LEASE)::tend);
            List<Route> routes = new ArrayList<>();
            builder.served().forEach(protocol -> routes.addAll(protocol.routes(services)));
            if (services.showsSchemas()) {
                routes.add(new OpenApi(routes, services).route());
            }
            this.door = new FrontDoor(
                    routes,
                    limits,
                    new KnownHosts(builder.hosts, builder.checkHosts || !builder.hosts.isEmpty()),
                    builder.origins,
                    builder.authenticator,
                    access);
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
    public void handle(Exchange exchange) {
        exchanges.add(exchange);
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
        runs.close();
        ownedRuns.giveUpWaiting();
        runs.stop(patience, LAST_WORDS);
        ownedRuns.awaitEnds(LAST_WORDS);
        exchanges.awaitEnds(LAST_WORDS); // which threads of this service end
    }

    /** Things are kept for a tenth longer at most than they have to be. */
    private static Duration expiryPeriod(ServerLimits limits) {
        Duration runs = limits.finishedRunExpiry();
        Duration threads = limits.threadExpiry();
        Duration tenth = (runs.compareTo(threads) < 0 ? runs : threads).dividedBy(10);
        return tenth.toMillis() < 1 ? Duration.ofMillis(1) : tenth;
    }

    /** Stops the threads and the clocks. */
    public void close() {
        timers.close();
        executor.shutdownNow();
        ownedRuns.close();
    }

    /** Collects what a service is to be. Not for several threads at once. */
    public static final class Builder {
        private final List<Mount> mounts = new ArrayList<>();
        private final Set<String> restartable = new LinkedHashSet<>();
        private ServerLimits limits = ServerLimits.defaults();
        private ClientConfigs configs = ClientConfigs.byDefault();
        private final Set<String> origins = new LinkedHashSet<>();
        private final Set<String> hosts = new LinkedHashSet<>();
        private boolean checkHosts;
        private boolean writesBlock;
        private @Nullable Authenticator authenticator;
        private Authorizer authorizer = (principal, action, path) -> true;
        private boolean auditLog;
        private Set<ServerProtocol> protocols = EnumSet.allOf(ServerProtocol.class);
        private @Nullable Boolean livePage;
        private boolean schemas = true;
        private final Map<String, AgUiEvent> agUiEvents = new HashMap<>();
        private @Nullable JsonCodec codec;
        private @Nullable RunStore store;
        private @Nullable Redactor redactor;
        private boolean keepsChunks = true;
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

        /** Names paths whose runs are started again when their server is lost. */
        public Builder restartable(Collection<String> paths) {
            restartable.addAll(paths);
            return this;
        }

        /** Sets as what clients of AG-UI see custom events of a name. */
        public Builder agUiEvent(String name, AgUiEvent shownAs) {
            agUiEvents.put(name, Objects.requireNonNull(shownAs, "shownAs"));
            return this;
        }

        /** Says that the web server writes on the thread of the caller, which waits while the client does not read. */
        public Builder writesBlock() {
            this.writesBlock = true;
            return this;
        }

        /** Sets what keeps threads and runs, in the place of the memory of the process. It is not closed with the service. */
        public Builder store(RunStore store) {
            this.store = Objects.requireNonNull(store, "store");
            return this;
        }

        /** Sets what takes out of runs what is not to be kept. */
        public Builder redactor(Redactor redactor) {
            this.redactor = Objects.requireNonNull(redactor, "redactor");
            return this;
        }

        /** Sets whether chunks are kept. */
        public Builder keepChunks(boolean kept) {
            this.keepsChunks = kept;
            return this;
        }

        private RunStore redactedStore() {
            RunStore kept = store == null ? RunStore.inMemory(limits) : store;
            return redactor == null ? kept : new RedactedRunStore(kept, redactor);
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

        /**
         * Names hosts by which the service is called. Requests to others are refused, but for numbers and localhost.
         *
         * @throws IllegalArgumentException if one is no name of a host
         */
        public Builder hosts(List<String> names) {
            names.forEach(KnownHosts::checkName);
            this.hosts.addAll(names);
            return this;
        }

        /** Sets whether requests to other hosts are refused also where no host is named. */
        public Builder checkHosts(boolean always) {
            this.checkHosts = always;
            return this;
        }

        /** Sets what says who sends a request, in the place of the web server. */
        public Builder authenticator(Authenticator authenticator) {
            this.authenticator = Objects.requireNonNull(authenticator, "authenticator");
            return this;
        }

        /** Sets what says who may do what. By default everybody may do everything. */
        public Builder authorizer(Authorizer authorizer) {
            this.authorizer = Objects.requireNonNull(authorizer, "authorizer");
            return this;
        }

        /** Sets whether it is logged who starts, reads and cancels runs. */
        public Builder auditLog(boolean wanted) {
            this.auditLog = wanted;
            return this;
        }

        /**
         * Sets which protocols are served, by default all.
         *
         * @throws IllegalArgumentException if there is none, or the live page is wanted without its protocol
         */
        public Builder protocols(Collection<ServerProtocol> protocols) {
            if (protocols.isEmpty()) {
                throw new IllegalArgumentException("There is no protocol to serve. Name one or more.");
            }
            this.protocols = EnumSet.copyOf(protocols);
            return checkLivePage();
        }

        /**
         * Sets whether the live page is served. By default it is unless there is an authenticator, since its files are for everybody.
         *
         * @throws IllegalArgumentException if it is, and its protocol is not
         */
        public Builder livePage(boolean served) {
            this.livePage = served;
            return checkLivePage();
        }

        private Builder checkLivePage() {
            if (Boolean.TRUE.equals(livePage) && !protocols.contains(ServerProtocol.LANG_SERVE)) {
                throw new IllegalArgumentException(
                        "The live page speaks LangServe's protocol, which is not served. Serve it too: ServerProtocol.LANG_SERVE.");
            }
            return this;
        }

        /** Sets whether clients may have the schemas of inputs, outputs and events. */
        public Builder schemas(boolean served) {
            this.schemas = served;
            return this;
        }

        private List<Protocol> served() {
            List<Protocol> served = new ArrayList<>();
            for (ServerProtocol protocol : protocols) {
                served.add(
                        switch (protocol) {
                            case LANG_SERVE -> new LangServe();
                            case LANG_GRAPH -> new LangGraph();
                            case AG_UI -> new AgUi(Map.copyOf(agUiEvents));
                        });
            }
            served.add(new EventContract());
            boolean canHavePage = protocols.contains(ServerProtocol.LANG_SERVE);
            if (livePage == null ? canHavePage && authenticator == null : livePage) {
                served.add(new LivePage());
            }
            return served;
        }

        /** Sets what reads inputs and writes outputs, chunks and events, in the place of the default codec and those of configs. */
        public Builder codec(JsonCodec codec) {
            this.codec = Objects.requireNonNull(codec, "codec");
            return this;
        }

        private List<Mount> mounts() {
            for (String path : restartable) {
                if (mounts.stream().noneMatch(mount -> mount.mountedAt().equals(path))) {
                    throw new IllegalArgumentException(
                            "There is no runnable at \"" + path + "\" to be restartable. Mount it there.");
                }
            }
            return mounts.stream().map(this::asSet).toList();
        }

        private Mount asSet(Mount mount) {
            Mount read = codec == null ? mount : mount.withCodec(codec);
            return restartable.contains(mount.mountedAt()) ? read.restartable() : read;
        }

        /** Sets whether clients are told what a run failed with. */
        public Builder showErrors(boolean shown) {
            this.showErrors = shown;
            return this;
        }

        /**
         * Returns a service that takes requests.
         *
         * @throws IllegalArgumentException if two runnables are mounted at one path, or none where one is to be restartable
         */
        public RunnableService build() {
            return new RunnableService(this);
        }
    }
}
