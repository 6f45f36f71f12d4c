package dev.runcast.benchmarks.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.benchmarks.runtime.report.Target.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final String RUNCAST = "RuncastBenchmark.emit";
    private static final String PLAIN = "PlainBenchmark.emit";

    private final Results results = new Results();

    @Test
    void aLineSaysWhatIsAndWhatIsWanted() {
        results.add(RUNCAST, new Result(5, "ns", 0.25, 48));
        results.add(PLAIN, new Result(10, "ns", 1.04, 0));

        assertThat(line(new Comparison("event", RUNCAST, PLAIN, new Target(Measure.TIMES, 0.5))))
                .isEqualTo("| event | 5 ± 0.25 ns | 48 B | Plain.emit | 10 ± 1.0 ns | 0.50 × | ≤ 0.50 × | met |");
        assertThat(line(new Comparison("event", RUNCAST, PLAIN, new Target(Measure.TIMES, 0.4))))
                .endsWith("| 0.50 × | ≤ 0.40 × | **missed** |");
    }

    @Test
    void anUpperLimitMayBeReached() {
        results.add(RUNCAST, new Result(12, "ns", 0, 48.0004));
        results.add(PLAIN, new Result(10, "ns", 0, 0));

        assertThat(verdict(Measure.NANOS_MORE, 2)).isEqualTo("met");
        assertThat(verdict(Measure.NANOS_MORE, 1.9)).isEqualTo("**missed**");
        assertThat(verdict(Measure.BYTES_ALLOCATED, 48)).isEqualTo("met");
        assertThat(verdict(Measure.BYTES_ALLOCATED, 47)).isEqualTo("**missed**");
        assertThat(verdict(Measure.VALUE, 12)).isEqualTo("met");
        assertThat(verdict(Measure.VALUE, 11)).isEqualTo("**missed**");
    }

    @Test
    void aLowerLimitMayBeReached() {
        results.add(RUNCAST, Result.of(200, "ns"));
        results.add(PLAIN, Result.of(40_000, "ns"));

        assertThat(verdict(Measure.MILLIONS_PER_SECOND, 5)).isEqualTo("met");
        assertThat(verdict(Measure.MILLIONS_PER_SECOND, 5.1)).isEqualTo("**missed**");
        assertThat(verdict(Measure.TIMES_AS_FAST, 200)).isEqualTo("met");
        assertThat(verdict(Measure.TIMES_AS_FAST, 201)).isEqualTo("**missed**");
    }

    @Test
    void withoutAPeerThereIsNoVerdict() {
        results.add(RUNCAST, new Result(5, "ns", 0.25, 48));

        assertThat(line(new Comparison("event", RUNCAST, PLAIN, new Target(Measure.TIMES, 0.5))))
                .isEqualTo("| event | 5 ± 0.25 ns | 48 B | Plain.emit | not measured |  | ≤ 0.50 × |  |");
    }

    @Test
    void withoutATargetThereIsNoVerdict() {
        results.add(RUNCAST, Result.of(5, "ns"));
        results.add(PLAIN, Result.of(10, "ns"));

        assertThat(line(Comparison.untargeted("event", RUNCAST, PLAIN)))
                .isEqualTo("| event | 5 ns |  | Plain.emit | 10 ns | 0.50 × |  |  |");
    }

    @Test
    void whatWasNotMeasuredHasNoLine() {
        assertThat(new Report(results)
                        .table(List.of(Comparison.untargeted("event", RUNCAST, PLAIN)))
                        .lines())
                .hasSize(2);
    }

    @Test
    void resultsOfManyOperationsAreDividedAmongThem(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("jmh.json"), """
                [{
                  "benchmark": "dev.runcast.benchmarks.runtime.StreamBenchmark.objects",
                  "vmName": "OpenJDK 64-Bit Server VM",
                  "jdkVersion": "17.0.15",
                  "params": {"events": "1000"},
                  "primaryMetric": {"score": 250000.0, "scoreError": "NaN"},
                  "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 96000.0}}
                }]
                """);
        Files.writeString(
                folder.resolve("langchain_core.py.json"),
                "{\"peer\": \"langchain-core\", \"eventsPerSecond\": 25000.0}");

        Results read = Results.read(folder);

        assertThat(read.jvm()).isEqualTo("OpenJDK 64-Bit Server VM 17.0.15");
        assertThat(read.find("StreamBenchmark.objects(events=1000)"))
                .hasValueSatisfying(result -> assertThat(result).hasToString("250 ns"))
                .hasValueSatisfying(result -> assertThat(result.allocation()).isEqualTo("96 B"));
        assertThat(read.find("langchain-core"))
                .hasValueSatisfying(result -> assertThat(result).hasToString("40,000 ns"));
    }

    @Test
    void figuresOfProgramsHaveUnits(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("jmh.json"), "[]");
        Files.writeString(folder.resolve("first-run.json"), "{\"FirstRun.plain\": [40.5, \"ms\"]}");

        assertThat(Results.read(folder).find("FirstRun.plain"))
                .hasValueSatisfying(result -> assertThat(result).hasToString("40.5 ms"));
    }

    private String verdict(Measure measure, double limit) {
        String[] cells = line(new Comparison("", RUNCAST, PLAIN, new Target(measure, limit)))
                .split("\\|", -1);
        return cells[cells.length - 2].strip();
    }

    private String line(Comparison comparison) {
        return new Report(results).table(List.of(comparison)).lines().toList().get(2);
    }
}
