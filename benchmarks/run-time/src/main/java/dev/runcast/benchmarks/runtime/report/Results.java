package dev.runcast.benchmarks.runtime.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was measured, by names such as {@code RuncastBenchmark.emitOneHandler} or {@code StreamBenchmark.objects(events=1000)}. */
final class Results {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, Result> byName = new HashMap<>();
    private String jvm = "";

    /** Reads what {@code benchmarks/run} left in a folder. */
    static Results read(Path folder) {
        Results results = new Results();
        JSON.readTree(folder.resolve("jmh.json")).forEach(results::addBenchmark);
        for (String peer : new String[] {"langchain_core.py.json", "langchain_core.mjs.json"}) {
            if (Files.exists(folder.resolve(peer))) {
                results.addPeer(JSON.readTree(folder.resolve(peer)));
            }
        }
        if (Files.exists(folder.resolve("unread-stream.json"))) {
            results.addUnreadStream(JSON.readTree(folder.resolve("unread-stream.json")));
        }
        for (String program : new String[] {"open-runs.json", "first-run.json"}) {
            if (Files.exists(folder.resolve(program))) {
                results.addFigures(JSON.readTree(folder.resolve(program)));
            }
        }
        return results;
    }

    /** Returns on what JVM the benchmarks ran. */
    String jvm() {
        return jvm;
    }

    void add(String name, Result result) {
        byName.put(name, result);
    }

    Optional<Result> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Adds a benchmark as JMH describes it. */
    private void addBenchmark(JsonNode benchmark) {
        String name = benchmark.get("benchmark").asString();
        int type = name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1;
        jvm = benchmark.path("vmName").asString("") + " "
                + benchmark.path("jdkVersion").asString("");
        JsonNode params = benchmark.path("params");
        double operations = operations(params);
        JsonNode time = benchmark.get("primaryMetric");
        JsonNode allocation = benchmark.path("secondaryMetrics").path("gc.alloc.rate.norm");
        add(
                name.substring(type) + text(params),
                new Result(
                        number(time.path("score")) / operations,
                        "ns",
                        number(time.path("scoreError")) / operations,
                        number(allocation.path("score")) / operations));
    }

    /** Adds what a script of {@code benchmarks/peers} printed. */
    private void addPeer(JsonNode peer) {
        add(peer.get("peer").asString(), Result.of(1e9 / number(peer.get("eventsPerSecond")), "ns"));
    }

    /** Adds what {@code UnreadStream} printed. */
    private void addUnreadStream(JsonNode stream) {
        add("UnreadStream.emitted", Result.of(number(stream.get("emitted")), "events"));
        add("UnreadStream.retained", Result.of(number(stream.get("retainedBytes")), "B"));
    }

    /** Adds what {@code OpenRunsMemory} or {@code FirstRun} printed: figures and their units by name. */
    private void addFigures(JsonNode figures) {
        figures.properties()
                .forEach(figure -> add(
                        figure.getKey(),
                        Result.of(
                                number(figure.getValue().get(0)),
                                figure.getValue().get(1).asString())));
    }

    /** Returns how many operations an invocation is: as many as these parameters say. */
    private static double operations(JsonNode params) {
        return Double.parseDouble(params.path("events").asString("1"))
                * Double.parseDouble(params.path("levels").asString("1"));
    }

    private static String text(JsonNode params) {
        StringJoiner text = new StringJoiner(", ", "(", ")").setEmptyValue("");
        params.properties()
                .forEach(param ->
                        text.add(param.getKey() + "=" + param.getValue().asString()));
        return text.toString();
    }

    /** Returns a number, which JMH writes as a string where it is NaN. */
    private static double number(JsonNode number) {
        return number.isNumber() ? number.asDouble() : Double.NaN;
    }
}
