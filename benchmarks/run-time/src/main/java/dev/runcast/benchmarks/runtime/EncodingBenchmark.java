package dev.runcast.benchmarks.runtime;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.StreamEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tools.jackson.databind.json.JsonMapper;

/** Encodes one event of a stream in the v2 format, with tags and metadata. */
@State(Scope.Thread)
public class EncodingBenchmark {
    private JsonMapper jackson = new JsonMapper();
    private StreamEvent event = anEvent();
    private Map<String, Object> map = asMap(event);

    private static StreamEvent anEvent() {
        RunnableConfig config = RunnableConfig.builder()
                .tags("research", "tea")
                .metadata("user", "ada")
                .metadata("tenant", "tea shop")
                .build();
        try (EventStream events =
                new ReporterRunnables(new Reporter()).reportRunnable().streamEvents(1, config)) {
            return events.stream()
                    .filter(each -> each.kind() == StreamEvent.Kind.CUSTOM)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Map<String, Object> asMap(StreamEvent event) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("event", event.event());
        map.put("run_id", event.runId());
        map.put("name", event.name());
        map.put("tags", event.tags());
        map.put("metadata", event.metadata());
        map.put("data", event.data());
        map.put("parent_ids", event.parentIds());
        return map;
    }

    /** Fails if the two do not write the same. */
    @Setup
    public void compare() {
        if (!toJson().equals(jacksonMap())) {
            throw new IllegalStateException("Not the same JSON: " + toJson() + " and " + jacksonMap());
        }
    }

    /** By Runcast: the envelope by itself, the payload by generated code. */
    @Benchmark
    public String toJson() {
        return event.toJson();
    }

    /** By Jackson alone, from a map that is there already. */
    @Benchmark
    public String jacksonMap() {
        return jackson.writeValueAsString(map);
    }

    /** By Jackson alone, from a map that is made for it. */
    @Benchmark
    public String jacksonNewMap() {
        return jackson.writeValueAsString(asMap(event));
    }

    /** The payload alone, by Jackson. */
    @Benchmark
    public String jacksonPayload() {
        return jackson.writeValueAsString(event.data());
    }
}
