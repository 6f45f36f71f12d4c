package dev.runcast.runtime.differential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A program and what is expected of it, as {@code reference.py} wrote them. What the parts of a program mean is told in
 * {@code generate.py}.
 */
final class Program {
    static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonNode description;
    private final JsonNode expected;

    /** How often each failure of the program has been reached. */
    private final Map<JsonNode, AtomicInteger> failures = Collections.synchronizedMap(new IdentityHashMap<>());

    private Program(JsonNode line) {
        this.description = line.get("program");
        this.expected = line;
    }

    static Program read(String line) {
        return new Program(JSON.readTree(line));
    }

    String id() {
        return description.get("id").asString();
    }

    JsonNode root() {
        return description.get("root");
    }

    @Nullable
    Object input() {
        return value(description.get("input"));
    }

    /** Returns the config, or nothing if there is none. */
    @Nullable
    JsonNode config() {
        return description.get("config");
    }

    /** Returns the filters of the event stream, or nothing if there are none. */
    @Nullable
    JsonNode filters() {
        return description.get("filters");
    }

    /** Returns whether several runs go on at once, so that their events come in any order. */
    boolean isUnordered() {
        return description.has("unordered");
    }

    List<JsonNode> expectedEvents() {
        List<JsonNode> events = new ArrayList<>();
        expected.get("events").forEach(events::add);
        return events;
    }

    /** Returns what the runs are expected to fail with that do. */
    List<String> expectedFailures() {
        return expected.get("failures").valueStream().map(JsonNode::asString).toList();
    }

    /** Returns the message of what the program is expected to fail with, or nothing. */
    @Nullable
    String expectedFailure() {
        JsonNode failure = expected.get("failure");
        return failure.isNull() ? null : failure.asString();
    }

    /** Returns whether a failure happens, of which some do the first few times only. */
    boolean stillFails(JsonNode failure) {
        int count =
                failures.computeIfAbsent(failure, first -> new AtomicInteger()).incrementAndGet();
        return !failure.has("times") || count <= failure.get("times").asInt();
    }

    /** Returns JSON as maps, lists, strings, numbers and booleans. */
    @Nullable
    static Object value(JsonNode json) {
        return JSON.treeToValue(json, Object.class);
    }

    @Override
    public String toString() {
        return description.toString();
    }
}
