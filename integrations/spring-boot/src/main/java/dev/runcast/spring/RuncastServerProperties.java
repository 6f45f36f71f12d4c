package dev.runcast.spring;

import dev.runcast.server.AgUiEvent;
import dev.runcast.server.ServerProtocol;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The properties of the runnables that are served. Immutable.
 *
 * @param expose Names of the runnables that are served, or * for all. Nothing is served by default.
 * @param path Path below which they are served, such as /runnables.
 * @param hosts Host names by which clients call the application, such as example.com. Requests to other names are answered with 421, except
 *     for localhost and numbers. By default no name is checked.
 * @param protocols Protocols that are served.
 * @param livePage Whether the live page is served. By default it is, unless the application has an Authenticator bean or does not serve the
 *     LangServe protocol.
 * @param schemas Whether clients may read the schemas of inputs, outputs and events.
 * @param auditLog Whether the log has an entry for each run that is started, read or cancelled, and for what is refused.
 * @param agUiEvents What clients of AG-UI see of custom events, by their names, such as activity-snapshot. By default they see custom events.
 * @param allowedOrigins Origins of pages whose scripts may use the runnables, such as https://example.com. The application's own pages may
 *     use them without that if its address is localhost or a number.
 * @param configKeys Keys of a config that clients may send. Add run_id to the default ones if you want it.
 * @param showErrors Whether clients see the exception of a failed run. It is logged in any case.
 * @param store What keeps the threads and runs of LangGraph's API. A RunStore bean takes its place.
 * @param restartable Names of the runnables whose runs may be done more than once: they are started again if their server is lost or stops.
 * @param keepChunks Whether the chunks of runs are kept. Otherwise clients of LangGraph's API do not see them.
 * @param stopTimeout How long the application waits for runs when it stops, before it cancels them.
 * @param limits Limits of what clients may use.
 * @since 0.1
 */
@ConfigurationProperties("runcast.server")
public record RuncastServerProperties(
        @DefaultValue List<String> expose,
        @DefaultValue("/runnables") String path,
        @DefaultValue List<String> hosts,

        @DefaultValue({"lang-serve", "lang-graph", "ag-ui"}) List<ServerProtocol> protocols,

        @Nullable Boolean livePage,
        @DefaultValue("true") boolean schemas,
        @DefaultValue("false") boolean auditLog,
        @DefaultValue Map<String, AgUiEvent> agUiEvents,
        @DefaultValue List<String> allowedOrigins,

        @DefaultValue({"tags", "metadata", "run_name", "configurable", "max_concurrency", "recursion_limit"})
        List<String> configKeys,

        @DefaultValue("false") boolean showErrors,
        @DefaultValue("memory") Store store,
        @DefaultValue List<String> restartable,
        @DefaultValue("true") boolean keepChunks,
        @DefaultValue("10s") Duration stopTimeout,
        @DefaultValue Limits limits) {

    /**
     * What keeps threads and runs.
     *
     * @since 0.1
     */
    public enum Store {
        /** The memory of the process. */
        MEMORY,
        /** The application's {@code DataSource}, by {@code runcast-store-jdbc}. */
        JDBC,
        /** The application's Redis, by {@code runcast-store-redis}. */
        REDIS
    }

    /**
     * Limits of what clients may use. Immutable.
     *
     * @param maxBodySize Maximal size of the body of a request. A larger body is answered with 413.
     * @param maxRequestSize Maximal memory for the bodies of all requests that are being answered. More are answered with 503. By
     *     default eight times max-body-size, and 64MB at least.
     * @param maxRequestsPerMinute Maximal number of requests of one user, or of one address without a user, in a minute. By default any
     *     number. Another request is answered with 429.
     * @param maxRuns Maximal number of runs at the same time. Another request is answered with 503.
     * @param maxRunsPerPrincipal Maximal number of runs of one named user at the same time. By default a quarter of max-runs. Another
     *     request is answered with 429.
     * @param readTimeout How long the body of a request may take to arrive, before the connection is closed.
     * @param runTimeout Maximal duration of a run. A longer run is cancelled and answered with 504.
     * @param writeTimeout How long the server waits for a client that does not read, before it cancels the run.
     * @param heartbeat Time without an event after which a comment is sent. It detects clients that have disconnected.
     * @param maxReplayEvents Number of events that are kept of each run of LangGraph's API, for clients that reconnect.
     * @param maxReplaySize Maximal size of the events that are kept of each run of LangGraph's API.
     * @param maxKeptSize Maximal size of the runs, threads and events of LangGraph's API that are kept. One named user may have a quarter of it.
     * @param maxFinishedRuns Number of runs of LangGraph's API that are kept after their end.
     * @param finishedRunExpiry How long a run of LangGraph's API is kept after its end.
     * @param maxThreads Number of threads of LangGraph's API that are kept.
     * @param threadExpiry How long an unused thread of LangGraph's API is kept.
     * @since 0.1
     */
    public record Limits(
            @DefaultValue("1MB") DataSize maxBodySize,
            @Nullable DataSize maxRequestSize,
            @Nullable Integer maxRequestsPerMinute,
            @DefaultValue("256") int maxRuns,
            @Nullable Integer maxRunsPerPrincipal,
            @DefaultValue("10s") Duration readTimeout,
            @DefaultValue("10m") Duration runTimeout,
            @DefaultValue("30s") Duration writeTimeout,
            @DefaultValue("15s") Duration heartbeat,
            @DefaultValue("1024") int maxReplayEvents,
            @DefaultValue("4MB") DataSize maxReplaySize,
            @DefaultValue("128MB") DataSize maxKeptSize,
            @DefaultValue("1000") int maxFinishedRuns,
            @DefaultValue("5m") Duration finishedRunExpiry,
            @DefaultValue("1000") int maxThreads,
            @DefaultValue("1h") Duration threadExpiry) {}
}
