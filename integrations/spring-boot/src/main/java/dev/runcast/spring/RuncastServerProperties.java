package dev.runcast.spring;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The properties of the runnables that are served. Immutable.
 *
 * @param expose Names of the runnables that are served, or * for all. Nothing is served by default.
 * @param path Path below which they are served, such as /runnables.
 * @param allowedOrigins Origins of pages whose scripts may use what is served, such as https://example.com. Pages of the application itself
 *     may where it is called as localhost or by a number.
 * @param configKeys Keys of a config that clients may send. There are also run_id, max_concurrency and recursion_limit.
 * @param showErrors Whether clients are told what a run failed with. The log has it in any case.
 * @param stopTimeout How long runs may go on when the application stops, before they are cancelled.
 * @param limits What is borne.
 * @since 0.1
 */
@ConfigurationProperties("runcast.server")
public record RuncastServerProperties(
        @DefaultValue List<String> expose,
        @DefaultValue("/runnables") String path,
        @DefaultValue List<String> allowedOrigins,

        @DefaultValue({"tags", "metadata", "run_name", "configurable"})
        List<String> configKeys,

        @DefaultValue("false") boolean showErrors,
        @DefaultValue("10s") Duration stopTimeout,
        @DefaultValue Limits limits) {

    /**
     * What is borne. Immutable.
     *
     * @param maxBodySize Size of the body of a request. A larger one is answered with 413.
     * @param maxRuns Number of runs at once. One more is answered with 503.
     * @param runTimeout How long a run may take. A longer one is cancelled, which is answered with 504.
     * @param writeTimeout How long a client may not read what it is sent, before its run is cancelled.
     * @param heartbeat After how long without an event a comment is sent, by which a client that has gone is found out.
     * @param maxReplayEvents Number of events of a run of LangGraph's API that are kept for clients that come back.
     * @param maxFinishedRuns Number of runs of LangGraph's API that are kept after they have ended.
     * @param finishedRunExpiry How long a run of LangGraph's API is kept after it has ended.
     * @param maxThreads Number of threads of LangGraph's API that are kept.
     * @param threadExpiry How long a thread of LangGraph's API is kept that nobody uses.
     * @since 0.1
     */
    public record Limits(
            @DefaultValue("1MB") DataSize maxBodySize,
            @DefaultValue("256") int maxRuns,
            @DefaultValue("10m") Duration runTimeout,
            @DefaultValue("30s") Duration writeTimeout,
            @DefaultValue("15s") Duration heartbeat,
            @DefaultValue("1024") int maxReplayEvents,
            @DefaultValue("1000") int maxFinishedRuns,
            @DefaultValue("5m") Duration finishedRunExpiry,
            @DefaultValue("1000") int maxThreads,
            @DefaultValue("1h") Duration threadExpiry) {}
}
