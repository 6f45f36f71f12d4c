package dev.runcast.benchmarks.runtime.report;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Writes the table. */
public final class Report {
    private final Results results;

    Report(Results results) {
        this.results = results;
    }

    /**
     * Prints the table of what {@code benchmarks/run} measured.
     *
     * @param args the folder with the results
     */
    public static void main(String[] args) {
        Results results = Results.read(Path.of(args[0]));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println(results.jvm() + ":\n");
        out.print(new Report(results).table(Comparisons.all()));
    }

    /** Returns the table, with a line for each comparison of which something was measured. */
    String table(List<Comparison> comparisons) {
        StringBuilder table = new StringBuilder("| what | Runcast | allocated | beside | that has | is | target | |\n")
                .append("|---|--:|--:|---|--:|--:|--:|---|\n");
        comparisons.forEach(comparison -> results.find(comparison.measured())
                .ifPresent(result -> table.append(line(comparison, result)).append('\n')));
        return table.toString();
    }

    private String line(Comparison comparison, Result result) {
        Target target = comparison.target();
        Optional<Result> peer = results.find(comparison.peer());
        return "| "
                + String.join(
                        " | ",
                        comparison.what(),
                        result.toString(),
                        result.allocation(),
                        comparison.isAlone() ? "" : comparison.peer().replace("Benchmark.", "."),
                        comparison.isAlone() ? "" : peer.map(Result::toString).orElse("not measured"),
                        peer.map(other -> target.value(result, other)).orElse(""),
                        target.toString(),
                        peer.map(other -> verdict(target, result, other)).orElse(""))
                + " |";
    }

    private static String verdict(Target target, Result result, Result peer) {
        if (target.isNone()) {
            return "";
        }
        return target.isMetBy(result, peer) ? "met" : "**missed**";
    }
}
