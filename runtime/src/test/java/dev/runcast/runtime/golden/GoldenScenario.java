package dev.runcast.runtime.golden;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.runcast.runtime.fixtures.LogCapture;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.StreamEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the reference printed for one program. Expected and actual records are compared as JSON text, with the order of their
 * keys, after the ids of runs have been replaced by {@code run-1}, {@code run-2}, … in order of their first appearance.
 */
final class GoldenScenario {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern RUN_ID = Pattern.compile(
            "\"(?!0{8}-0{4}-0{4}-0{4}-0{10})[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\"");

    private final JsonNode file;

    private GoldenScenario(JsonNode file) {
        this.file = file;
    }

    static GoldenScenario load(String id) {
        try (InputStream in = GoldenScenario.class.getResourceAsStream("/golden/" + id + ".json")) {
            return new GoldenScenario(JSON.readTree(Objects.requireNonNull(in, id)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns the input as maps, lists, strings, numbers and booleans. */
    @Nullable
    Object input() {
        return JSON.treeToValue(file.get("input"), Object.class);
    }

    /** Asserts that the stream gives the expected events and that the recorder heard the expected calls. */
    void assertStreamed(EventStream stream, GoldenRecorder recorder) {
        List<String> events = new ArrayList<>();
        Throwable failure = null;
        try (stream) {
            for (StreamEvent event : stream) {
                events.add(event.toJson());
            }
        } catch (RuntimeException thrown) {
            failure = thrown;
        }
        assertRecords(events, recorder.calls());
        assertFailure(failure);
    }

    void assertStreamed(EventStream stream) {
        assertStreamed(stream, new GoldenRecorder("h"));
    }

    /** Asserts that the recorder heard the expected calls. */
    void assertHandled(GoldenRecorder recorder) {
        assertRecords(List.of(), recorder.calls());
    }

    /**
     * Asserts that the recorder heard the expected calls of each run in their order, where runs go on at once, and that the root
     * starts before all others and ends after them. Runs are told apart by all that does not change within one.
     */
    void assertHandledRunByRun(GoldenRecorder recorder) {
        assertThat(byRun(recorder.calls())).containsExactlyInAnyOrderElementsOf(byRun(expected("handler_calls")));
        assertThat(methodAndParent(recorder.calls().get(0))).isEqualTo("on_chain_start null");
        assertThat(methodAndParent(recorder.calls().get(recorder.calls().size() - 1)))
                .isEqualTo("on_chain_end null");
    }

    private static List<List<String>> byRun(List<String> calls) {
        Map<String, List<String>> byRun = new LinkedHashMap<>();
        for (String call : calls) {
            ObjectNode record = (ObjectNode) JSON.readTree(call);
            String id = record.remove("run_id").asString();
            record.remove("parent_run_id");
            byRun.computeIfAbsent(id, first -> new ArrayList<>()).add(record.toString());
        }
        return List.copyOf(byRun.values());
    }

    private static String methodAndParent(String call) {
        JsonNode record = JSON.readTree(call);
        return record.get("method").asString() + " " + record.get("parent_run_id");
    }

    /** Asserts that as much was logged as expected, at the same levels. The words are ours. */
    void assertLogged(LogCapture log) {
        List<String> levels = new ArrayList<>();
        file.get("expected_logs").forEach(each -> levels.add(each.get("level").asString()));
        assertThat(log.entries())
                .extracting(each -> each.level() == Level.WARN ? "WARNING" : each.level().levelStr)
                .containsExactlyElementsOf(levels);
    }

    private void assertRecords(List<String> events, List<String> calls) {
        Map<String, String> names = new LinkedHashMap<>();
        List<String> renumberedEvents =
                events.stream().map(each -> renumber(each, names)).toList();
        List<String> renumberedCalls =
                calls.stream().map(each -> renumber(each, names)).toList();
        assertThat(renumberedEvents).containsExactlyElementsOf(expected("expected_events"));
        assertThat(renumberedCalls).containsExactlyElementsOf(expected("handler_calls"));
    }

    private void assertFailure(@Nullable Throwable failure) {
        JsonNode expected = file.get("expected_error");
        if (expected.isNull()) {
            assertThat(failure).isNull();
        } else {
            assertThat(failure).hasMessage(expected.get("message").asString());
        }
    }

    private List<String> expected(String field) {
        List<String> records = new ArrayList<>();
        file.get(field).forEach(each -> records.add(JSON.writeValueAsString(each)));
        return records;
    }

    private static String renumber(String json, Map<String, String> names) {
        Matcher ids = RUN_ID.matcher(json);
        return ids.replaceAll(id -> names.computeIfAbsent(id.group(), first -> "\"run-" + (names.size() + 1) + "\""));
    }
}
