package dev.runcast.benchmarks.runtime.report;

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

    /** Adds what JMH wrote. */
    Results addJmh(Path file) {
        for (JsonNode benchmark : JSON.readTree(file)) {
            String name = benchmark.get("benchmark").asString();
            int method = name.lastIndexOf('.');
            int type = name.lastIndexOf('.', method - 1);
            JsonNode params = benchmark.path("params");
            double operations = operations(params);
            JsonNode time = benchmark.get("primaryMetric");
            JsonNode allocation = benchmark.path("secondaryMetrics").path("gc.alloc.rate.norm");
            byName.put(
                    name.substring(type + 1) + text(params),
                    new Result(
                            number(time.path("score")) / operations,
                            number(time.path("scoreError")) / operations,
                            number(allocation.path("score")) / operations));
        }
        return this;
    }

    Results add(String name, Result result) {
        byName.put(name, result);
        return this;
    }

    Optional<Result> find(String name) {
        return Optional.ofNullable(byName.get(name));
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
