package dev.runcast.runtime.differential;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events as lines to compare: JSON with the order of its keys, in which {@code run-1}, {@code run-2} and so on stand for the ids of
 * runs.
 */
final class Events {
    private Events() {}

    /** Returns events in their order, with their runs numbered in the order of their first appearance. */
    static List<String> inOrder(List<JsonNode> events) {
        Map<String, String> names = new LinkedHashMap<>();
        return events.stream().map(event -> renamed(event, names).toString()).toList();
    }

    /**
     * Returns events run by run, for runs that go on at once: those of a run in their order, and then those of the runs below it.
     * Runs below the same one are sorted by all that they tell. So are the chunks of a run that come from several branches, and
     * the keys of data, which come in the order of the branches' chunks.
     */
    static List<String> byRun(List<JsonNode> events) {
        Map<String, RunEvents> runs = new LinkedHashMap<>();
        RunEvents none = new RunEvents();
        for (JsonNode event : events) {
            RunEvents above = none;
            for (JsonNode parent : event.get("parent_ids")) {
                above = above.below(parent.asString(), runs);
            }
            above.below(event.get("run_id").asString(), runs).events.add(withSortedData(event));
        }
        return inOrder(none.sorted());
    }

    /** The events of a run, and the runs below it. */
    private static final class RunEvents {
        final List<JsonNode> events = new ArrayList<>();
        final List<RunEvents> below = new ArrayList<>();

        RunEvents below(String id, Map<String, RunEvents> runs) {
            return runs.computeIfAbsent(id, first -> {
                RunEvents run = new RunEvents();
                below.add(run);
                return run;
            });
        }

        List<JsonNode> sorted() {
            List<JsonNode> all = new ArrayList<>(withSortedChunks(events));
            Map<List<JsonNode>, String> texts = new IdentityHashMap<>();
            below.stream()
                    .map(RunEvents::sorted)
                    .sorted(Comparator.comparing(each -> texts.computeIfAbsent(each, Events::sortingKey)))
                    .forEach(all::addAll);
            return all;
        }
    }

    /** Returns what runs are sorted by: the first run's name and tags, so that reports of mismatches are short, and then all. */
    private static String sortingKey(List<JsonNode> run) {
        JsonNode first = run.get(0);
        return first.get("name") + " " + first.get("tags") + "\n" + String.join("\n", inOrder(run));
    }

    /** Sorts chunks that follow each other by their branches. Those of one branch keep their order. */
    private static List<JsonNode> withSortedChunks(List<JsonNode> events) {
        List<JsonNode> sorted = new ArrayList<>();
        List<JsonNode> chunks = new ArrayList<>();
        for (JsonNode event : events) {
            if (event.get("event").asString().equals("on_chain_stream")) {
                chunks.add(event);
            } else {
                addSorted(chunks, sorted);
                sorted.add(event);
            }
        }
        addSorted(chunks, sorted);
        return sorted;
    }

    private static void addSorted(List<JsonNode> chunks, List<JsonNode> sorted) {
        chunks.sort(Comparator.comparing(event -> branch(event.get("data").get("chunk"))));
        sorted.addAll(chunks);
        chunks.clear();
    }

    /** Returns the names of the branches, one inside the other, that a chunk comes from. */
    private static String branch(JsonNode chunk) {
        if (!chunk.isObject() || chunk.size() != 1) {
            return "";
        }
        Map.Entry<String, JsonNode> only = chunk.properties().iterator().next();
        return only.getKey() + "/" + branch(only.getValue());
    }

    private static JsonNode withSortedData(JsonNode event) {
        ObjectNode copy = (ObjectNode) event.deepCopy();
        JsonNode data = event.get("data");
        if (event.get("event").asString().equals("on_custom_event")) {
            copy.set("data", sorted(data));
        } else {
            ObjectNode fields = copy.putObject("data"); // whose own order is promised
            data.properties().forEach(field -> fields.set(field.getKey(), sorted(field.getValue())));
        }
        return copy;
    }

    private static JsonNode sorted(JsonNode value) {
        if (value.isArray()) {
            ArrayNode sorted = Program.JSON.createArrayNode();
            value.forEach(element -> sorted.add(sorted(element)));
            return sorted;
        }
        if (value.isObject()) {
            ObjectNode sorted = Program.JSON.createObjectNode();
            value.properties().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry -> sorted.set(entry.getKey(), sorted(entry.getValue())));
            return sorted;
        }
        return value;
    }

    private static JsonNode renamed(JsonNode event, Map<String, String> names) {
        ObjectNode copy = (ObjectNode) event.deepCopy();
        copy.put("run_id", name(event.get("run_id").asString(), names));
        ArrayNode parents = copy.putArray("parent_ids");
        event.get("parent_ids").forEach(id -> parents.add(name(id.asString(), names)));
        return copy;
    }

    /** Ids that a program gives itself begin with zeros. */
    private static String name(String id, Map<String, String> names) {
        return id.startsWith("00000000-") ? id : names.computeIfAbsent(id, first -> "run-" + (names.size() + 1));
    }
}
