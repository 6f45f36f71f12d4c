package dev.runcast.server;

import dev.runcast.runtime.EventType;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.json.JsonCodec;
import dev.runcast.server.internal.core.BearerTokens;
import dev.runcast.server.internal.jetty.JettyServer;
import dev.runcast.server.internal.jetty.TrustedProxies;
import dev.runcast.server.internal.service.RunnableService;
import dev.runcast.server.store.Redactor;
import dev.runcast.server.store.RunStore;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A web server that runs runnables for clients, and streams their events to them while they happen.
 *
 * <pre>{@code
 * try (RunnableServer server = RunnableServer.builder().mount("/research", research.researchRunnable()).start()) {
 *   System.out.println(server.uri());
 *   …
 * }
 * }</pre>
 *
 * <p>It is reached from this machine only, unless {@link Builder#address} says otherwise. A run whose client goes away is cancelled.
 *
 * @since 0.1
 */
public final class RunnableServer implements AutoCloseable {
    private final InetSocketAddress address;
    private final RunnableService service;
    private final JettyServer http;
    private final String scheme;

    /** Stops this when the program exits, null if nothing does. */
    private final @Nullable Thread exitHook;

    private RunnableServer(Builder builder) throws IOException {
        this.address = new InetSocketAddress(builder.address, builder.port);
        boolean isLocal = !address.isUnresolved() && address.getAddress().isLoopbackAddress();
        this.service = builder.service.checkHosts(isLocal).build();
        this.scheme = builder.tls == null ? "http" : "https";
        try {
            this.http = JettyServer.start(address, service, service.limits(), builder.tls, builder.proxies);
        } catch (IOException | RuntimeException failure) {
            service.close();
            throw failure;
        }
        Duration patience = builder.patienceAtExit;
        this.exitHook = patience == null ? null : new Thread(() -> stop(patience), "runcast-server-exit");
        if (exitHook != null) {
            Runtime.getRuntime().addShutdownHook(exitHook);
        }
    }

    /** Returns a builder of a server. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the address that the server listens at, such as {@code 127.0.0.1}. */
    public String address() {
        return address.getAddress().getHostAddress();
    }

    /** Returns the port that the server listens at. */
    public int port() {
        return http.port();
    }

    /** Returns where the server is, such as {@code http://127.0.0.1:8000}. The path of a runnable follows on it. */
    public URI uri() {
        String host = address();
        return URI.create(scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port());
    }

    /** Returns how many runs are going on. */
    int activeRuns() {
        return service.activeRuns();
    }

    /** Returns how many clients are connected. */
    int connections() {
        return http.connections();
    }

    /** Stops the server at once: as {@link #stop} without patience. */
    @Override
    public void close() {
        stop(Duration.ZERO);
    }

    /**
     * Stops the server. New requests are refused. Runs may go on for the given time, and those that have not ended by then are
     * cancelled, of which their clients are told. Returns when all is over; calls after the first do nothing.
     *
     * @param patience how long runs may go on
     */
    public void stop(Duration patience) {
        service.stop(patience);
        http.stop();
        service.close();
        forgetExit();
    }

    private void forgetExit() {
        if (exitHook != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(exitHook);
            } catch (IllegalStateException exiting) {
                // The hook runs, or has nothing left to do.
            }
        }
    }

    /**
     * Collects what a server is to be. Not for several threads at once.
     *
     * @since 0.1
     */
    public static final class Builder {
        private String address = "127.0.0.1";
        private int port = 8000;
        private @Nullable SSLContext tls;
        private TrustedProxies proxies = TrustedProxies.none();
        private @Nullable Duration patienceAtExit;
        private final RunnableService.Builder service = RunnableService.builder();

        private Builder() {}

        /**
         * Sets the address of this machine to listen at, {@code 127.0.0.1} by default, which is reached from this machine only.
         * {@code 0.0.0.0} is every address. Before a server that others reach, put a proxy that encrypts, or use {@link #tls}.
         */
        public Builder address(String address) {
            this.address = Objects.requireNonNull(address, "address");
            return this;
        }

        /** Sets the port, 8000 by default; 0 has the machine choose a free one, which {@link RunnableServer#port} tells. */
        public Builder port(int port) {
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException(
                        "The port is " + port + ". Give one from 1 to 65535, or 0 for one that is free.");
            }
            this.port = port;
            return this;
        }

        /**
         * Encrypts. The server then speaks TLS only, and its {@link RunnableServer#uri} begins with {@code https}. Clients may ask for
         * HTTP/2. By default the server does not encrypt.
         *
         * @param context has the server's key and certificates. It may be one whose key manager takes new certificates over.
         */
        public Builder tls(SSLContext context) {
            this.tls = Objects.requireNonNull(context, "context");
            return this;
        }

        /**
         * Names the proxies that say who sends a request, as ranges such as {@code 10.0.0.0/8}, or addresses. Of requests that come from
         * them, {@code X-Forwarded-For} and {@code X-Forwarded-Host} count or, where there are none, {@code Forwarded}. By default
         * these headers are ignored, since every client can send them.
         *
         * @throws IllegalArgumentException if one is no range
         */
        public Builder trustedProxies(String... ranges) {
            this.proxies = TrustedProxies.in(Arrays.asList(ranges));
            return this;
        }

        /**
         * Serves a runnable.
         *
         * @param path where, such as {@code /research}; {@code /} is the root
         * @throws IllegalArgumentException if it is no path
         */
        public Builder mount(String path, TypedRunnable<?, ?> runnable) {
            service.mount(path, runnable);
            return this;
        }

        /**
         * Names paths whose runs may be done more than once. If the server that does such a run is lost, or stops before the run has ended,
         * another server that shares the {@link #store} does it again, from the beginning and with the same input; so does this one after its
         * restart. Its events then have the metadata {@code run_attempt}, from 2. A run has five attempts at most. Of the principal, the
         * runnable sees only the name from the second attempt on. By default such a run ends with {@code NodeLost}, or with {@code
         * ServerStopping}.
         *
         * @param paths as in {@link #mount}
         */
        public Builder restartable(String... paths) {
            service.restartable(Arrays.asList(paths));
            return this;
        }

        /**
         * Sets as what clients of AG-UI see custom events of a type, {@link AgUiEvent#CUSTOM} by default. Events whose data do not fit are
         * seen as {@code CUSTOM}.
         */
        public Builder agUiEvent(EventType<?> type, AgUiEvent shownAs) {
            service.agUiEvent(type.name(), shownAs);
            return this;
        }

        /**
         * Sets what keeps the threads and runs of LangGraph's API, in the place of the memory of the process. Servers that share a store
         * answer for each other's runs. It is not closed with the server.
         */
        public Builder store(RunStore store) {
            service.store(store);
            return this;
        }

        /**
         * Sets what takes out of the runs of LangGraph's API what is not to be kept, before anything is stored. By default all is kept as it is.
         */
        public Builder redactor(Redactor redactor) {
            service.redactor(redactor);
            return this;
        }

        /**
         * Sets whether the chunks of the runs of LangGraph's API are kept, which they are by default. Otherwise their clients do not see them:
         * they read what is kept.
         */
        public Builder keepChunks(boolean kept) {
            service.keepChunks(kept);
            return this;
        }

        /** Sets what the server bears, {@link ServerLimits#defaults()} by default. */
        public Builder limits(ServerLimits limits) {
            service.limits(limits);
            return this;
        }

        /**
         * Sets which keys of a config clients may send: by default {@code tags}, {@code metadata}, {@code run_name},
         * {@code configurable}, {@code max_concurrency} and {@code recursion_limit}, which counts up to 500. There is {@code run_id}
         * besides. Others are refused, so that no client believes that they count.
         *
         * @throws IllegalArgumentException if a config has no such key as one of these
         */
        public Builder configKeys(String... keys) {
            service.configKeys(Arrays.asList(keys));
            return this;
        }

        /**
         * Lets scripts of pages of these origins, such as {@code https://example.com}, use the server. By default only pages of the
         * server itself may, if it was called by a number, such as {@code 127.0.0.1}, or as {@code localhost}.
         */
        public Builder allowOrigins(String... origins) {
            service.allowOrigins(Arrays.asList(origins));
            return this;
        }

        /**
         * Asks of each request a bearer token that the predicate finds good. Each token is a principal of its own, whose name is
         * made from a digest of the token. Compare tokens by {@link java.security.MessageDigest#isEqual}, which takes equally long
         * for all that are wrong, and make them long and random. Short for an {@link #authenticator}.
         *
         * @param tokens is called by several threads at once
         */
        public Builder bearerTokens(Predicate<? super String> tokens) {
            return authenticator(new BearerTokens(Objects.requireNonNull(tokens, "tokens")));
        }

        /**
         * Sets what says who sends a request. Runs and threads belong to the principal that asked for them, and are not there for
         * others. By default nobody is asked, and all clients are {@linkplain ClientPrincipal#anonymous() one principal}.
         */
        public Builder authenticator(Authenticator authenticator) {
            service.authenticator(authenticator);
            return this;
        }

        /** Sets what says which principal may do what. By default every principal may use all that is mounted. */
        public Builder authorizer(Authorizer authorizer) {
            service.authorizer(authorizer);
            return this;
        }

        /**
         * Sets whether it is logged who starts, reads and cancels which run, and who is refused, by default not. The logger is
         * {@code dev.runcast.server.audit}, the level {@code INFO}, and the entries have key-value pairs.
         */
        public Builder auditLog(boolean wanted) {
            service.auditLog(wanted);
            return this;
        }

        /**
         * Names hosts by which clients call the server, such as {@code runs.example.com}. Requests to other hosts are refused, but for
         * {@code localhost} and numbers. A server that is reached from this machine only always refuses them: else any page could
         * have its own name lead here, and its scripts read what is served. Pages of these hosts are pages of the server itself.
         *
         * @throws IllegalArgumentException if one is no name of a host
         */
        public Builder hosts(String... names) {
            service.hosts(Arrays.asList(names));
            return this;
        }

        /**
         * Sets which protocols are served, by default all.
         *
         * @throws IllegalArgumentException if there is none, or the live page is wanted without the protocol that it speaks
         */
        public Builder protocols(ServerProtocol... protocols) {
            service.protocols(Arrays.asList(protocols));
            return this;
        }

        /**
         * Sets whether the live page is served. By default it is, if {@link ServerProtocol#LANG_SERVE} is served and there is no
         * {@link #authenticator}: everybody can read the files of the page, since a browser has no token before the page has asked
         * for one. What the page asks for is as safe as the rest.
         *
         * @throws IllegalArgumentException if it is served, and the protocol that it speaks is not
         */
        public Builder livePage(boolean served) {
            service.livePage(served);
            return this;
        }

        /** Sets whether clients may read the schemas of inputs, outputs and events, by default {@code true}. */
        public Builder schemas(boolean served) {
            service.schemas(served);
            return this;
        }

        /**
         * Sets what reads the inputs of runnables, and writes what clients are sent of the program's values: outputs, chunks and events.
         * It takes the place of the codecs of configs. By default this is {@link JsonCodec#defaultCodec()}, and an event is written by
         * the {@linkplain RunnableConfig#codec() codec of its run's config}, where that has one.
         *
         * <p>The JSON Schemas of inputs and outputs are those of the default codec.
         *
         * @param codec is called by several threads at once
         */
        public Builder codec(JsonCodec codec) {
            service.codec(codec);
            return this;
        }

        /**
         * Sets whether clients are told what a run failed with. By default they are told only that it did, since messages may
         * hold what is none of their business, and the log has the rest.
         */
        public Builder showErrors(boolean shown) {
            service.showErrors(shown);
            return this;
        }

        /**
         * Has the server {@linkplain RunnableServer#stop stop itself} when the program exits, as on {@code SIGTERM} and Ctrl+C. By default
         * it does not, and its streams are then cut without a word. Leave this out if a framework or a hook of the program's own
         * stops the server.
         *
         * @param patience how long runs may go on. Choose less than what the program has before it is killed.
         */
        public Builder stopAtExit(Duration patience) {
            this.patienceAtExit = Objects.requireNonNull(patience, "patience");
            return this;
        }

        /**
         * Starts the server.
         *
         * @throws IOException if it cannot listen at the address and port, as when another program does
         * @throws IllegalArgumentException if two runnables are mounted at one path, or none where one is to be {@link #restartable}
         */
        public RunnableServer start() throws IOException {
            return new RunnableServer(this);
        }
    }
}
