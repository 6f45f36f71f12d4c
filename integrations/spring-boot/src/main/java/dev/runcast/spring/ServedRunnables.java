package dev.runcast.spring;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.server.Authenticator;
import dev.runcast.server.Authorizer;
import dev.runcast.server.ServerLimits;
import dev.runcast.server.internal.http.Response;
import dev.runcast.server.internal.service.RunnableService;
import dev.runcast.server.store.Redactor;
import dev.runcast.server.store.RunStore;
import dev.runcast.spring.RuncastServerProperties.Store;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.SmartLifecycle;
import org.springframework.util.unit.DataSize;

/**
 * What is served, from when all beans are made until the application stops. Then it stops together with the web server, which
 * waits for the requests that go on: runs have as long as the properties say.
 */
final class ServedRunnables implements SmartInitializingSingleton, SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ServedRunnables.class);

    /** That of the web server's own waiting, so that both wait at once. */
    private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 1024;

    private final RuncastServerProperties properties;
    private final ExposedRunnables runnables;
    private final RunnableConfig config;
    private final @Nullable Authenticator authenticator;
    private final @Nullable Authorizer authorizer;
    private final @Nullable RunStore store;
    private final @Nullable Redactor redactor;
    private volatile @Nullable RunnableService service;

    /**
     * Creates what is served.
     *
     * @param config is bound to all runnables
     * @param authenticator says who sends a request, null if the web server is to
     * @param authorizer says who may do what, null if everybody may do everything
     * @param store keeps runs, null for the memory of the process
     * @param redactor takes out what is not to be kept, null for nothing
     */
    ServedRunnables(
            RuncastServerProperties properties,
            ExposedRunnables runnables,
            RunnableConfig config,
            @Nullable Authenticator authenticator,
            @Nullable Authorizer authorizer,
            @Nullable RunStore store,
            @Nullable Redactor redactor) {
        this.properties = properties;
        this.store = store;
        this.redactor = redactor;
        this.runnables = runnables;
        this.config = config;
        this.authenticator = authenticator;
        this.authorizer = authorizer;
    }

    /** Fails before the application has started if the properties are wrong. */
    @Override
    public void afterSingletonsInstantiated() {
        service = build();
    }

    private RunnableService build() {
        RunnableService.Builder builder = RunnableService.builder()
                .writesBlock()
                .limits(limits(properties.limits()))
                .allowOrigins(properties.allowedOrigins())
                .schemas(properties.schemas())
                .auditLog(properties.auditLog())
                .showErrors(properties.showErrors());
        if (authenticator != null) {
            builder.authenticator(authenticator);
        }
        if (authorizer != null) {
            builder.authorizer(authorizer);
        }
        if (store != null) {
            builder.store(store);
        } else if (properties.store() != Store.MEMORY) {
            throw noStore();
        }
        if (redactor != null) {
            builder.redactor(redactor);
        }
        builder.keepChunks(properties.keepChunks());
        checked("hosts", properties.hosts(), () -> builder.hosts(properties.hosts()));
        checked("protocols", properties.protocols(), () -> builder.protocols(properties.protocols()));
        Boolean livePage = properties.livePage();
        if (livePage != null) {
            checked("live-page", livePage, () -> builder.livePage(livePage));
        }
        properties.agUiEvents().forEach(builder::agUiEvent);
        checked("config-keys", properties.configKeys(), () -> builder.configKeys(properties.configKeys()));
        runnables.byName().forEach((name, runnable) -> {
            checked("expose", name, () -> builder.mount("/" + name, runnable.withConfig(config)));
            log.info("Serving the runnable \"{}\" at {}/{}", name, properties.path(), name);
        });
        checked(
                "restartable",
                properties.restartable(),
                () -> builder.restartable(properties.restartable().stream()
                        .map(name -> "/" + name)
                        .toList()));
        return checked("expose", properties.expose(), builder::build);
    }

    private InvalidConfigurationPropertyValueException noStore() {
        boolean isJdbc = properties.store() == Store.JDBC;
        return new InvalidConfigurationPropertyValueException(
                "runcast.server.store",
                properties.store(),
                isJdbc
                        ? "This needs runcast-store-jdbc on the class path, and one DataSource bean. Add what is missing."
                        : "This needs runcast-store-redis on the class path, and one LettuceConnectionFactory bean, as"
                                + " spring-boot-starter-data-redis makes it. Add what is missing.");
    }

    private static ServerLimits limits(RuncastServerProperties.Limits limits) {
        ServerLimits.Builder builder = ServerLimits.builder();
        limit("max-body-size", limits.maxBodySize(), size -> builder.maxBodyBytes(Math.toIntExact(size.toBytes())));
        DataSize bodies = limits.maxRequestSize();
        if (bodies != null) {
            limit("max-request-size", bodies, size -> builder.maxRequestBytes(size.toBytes()));
        }
        Integer rate = limits.maxRequestsPerMinute();
        if (rate != null) {
            limit("max-requests-per-minute", rate, builder::maxRequestsPerMinute);
        }
        limit("max-runs", limits.maxRuns(), builder::maxRuns);
        Integer share = limits.maxRunsPerPrincipal();
        if (share != null) {
            limit("max-runs-per-principal", share, builder::maxRunsPerPrincipal);
        }
        limit("read-timeout", limits.readTimeout(), builder::readTimeout);
        limit("run-timeout", limits.runTimeout(), builder::runTimeout);
        limit("write-timeout", limits.writeTimeout(), builder::writeTimeout);
        limit("heartbeat", limits.heartbeat(), builder::heartbeat);
        limit("max-replay-events", limits.maxReplayEvents(), builder::maxReplayEvents);
        limit("max-replay-size", limits.maxReplaySize(), size -> builder.maxReplayBytes(size.toBytes()));
        limit("max-kept-size", limits.maxKeptSize(), size -> builder.maxKeptBytes(size.toBytes()));
        limit("max-finished-runs", limits.maxFinishedRuns(), builder::maxFinishedRuns);
        limit("finished-run-expiry", limits.finishedRunExpiry(), builder::finishedRunExpiry);
        limit("max-threads", limits.maxThreads(), builder::maxThreads);
        limit("thread-expiry", limits.threadExpiry(), builder::threadExpiry);
        return builder.build(); // The web server itself has the limits for connections and for headers.
    }

    private static <T> void limit(String property, T value, Function<T, ServerLimits.Builder> setter) {
        checked("limits." + property, value, () -> setter.apply(value));
    }

    /** Says which property is wrong. */
    private static <T> T checked(String property, Object value, Supplier<T> use) {
        try {
            return use.get();
        } catch (IllegalArgumentException | ArithmeticException wrong) {
            throw new InvalidConfigurationPropertyValueException(
                    "runcast.server." + property, value, String.valueOf(wrong.getMessage()));
        }
    }

    /** Returns how many runs go on. */
    int activeRuns() {
        RunnableService current = service;
        return current == null ? 0 : current.activeRuns();
    }

    /** Returns how long the body of a request may take to arrive. */
    Duration readTimeout() {
        return properties.limits().readTimeout();
    }

    /** Answers a request. While nothing is served, since Spring has paused the context or closes it, that is said. */
    void handle(ServletExchange exchange) {
        RunnableService current = service;
        if (current == null) {
            exchange.respond(Response.empty(503).withHeader("Retry-After", "1"));
        } else {
            current.handle(exchange);
            exchange.letOthersWrite(current.timers().executor());
        }
    }

    @Override
    public void start() {
        if (service == null) {
            service = build();
        }
    }

    @Override
    public void stop(Runnable callback) {
        Thread waiting = new Thread(
                () -> {
                    stop();
                    callback.run();
                },
                "runcast-server-stop");
        waiting.start();
    }

    @Override
    public void stop() {
        RunnableService current = service;
        if (current != null) {
            current.stop(properties.stopTimeout());
            service = null;
            current.close();
        }
    }

    @Override
    public boolean isRunning() {
        return service != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
