package dev.runcast.benchmarks.compiletime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The tables. Each figure is the median of the runs, with the least and the greatest. */
final class Report {
    private final List<Integer> sizes;
    private final int runs;
    private final List<Result> results;

    Report(List<Integer> sizes, int runs, List<Result> results) {
        this.sizes = sizes;
        this.runs = runs;
        this.results = results;
    }

    String toMarkdown() {
        return String.format(
                        Locale.ROOT,
                        "JDK %s, %d cores, %d runs.\n\n",
                        System.getProperty("java.version"),
                        Runtime.getRuntime().availableProcessors(),
                        runs)
                + table("Processing, ms", "%.2f", cost -> cost.processing().millis())
                + table("All that is added, ms", "%.2f", cost -> cost.added().millis())
                + table(
                        "Whole compilation, ms",
                        "%.2f",
                        cost -> cost.processed().millis())
                + table("Processing, KB", "%.0f", cost -> cost.processing().kilobytes())
                + table("All that is added, KB", "%.0f", cost -> cost.added().kilobytes());
    }

    /** A row for each number of classes, with what each class used, and ratios of figures of the same run. */
    private String table(String title, String format, ToDoubleFunction<Cost> figure) {
        List<String> header = new ArrayList<>(List.of(title));
        for (Contestant contestant : Contestant.values()) {
            header.add(contestant.title());
        }
        for (Contestant peer : Contestant.PEERS) {
            header.add("Runcast : " + peer.title());
        }
        StringBuilder table = new StringBuilder(row(header)).append(row(Collections.nCopies(header.size(), "---:")));
        for (int size : sizes) {
            List<String> cells = new ArrayList<>(List.of(String.format(Locale.ROOT, "%,d", size)));
            for (Contestant contestant : Contestant.values()) {
                cells.add(summary(format, run -> figure.applyAsDouble(cost(size, contestant, run))));
            }
            for (Contestant peer : Contestant.PEERS) {
                cells.add(summary(
                        "%.2f",
                        run -> figure.applyAsDouble(cost(size, Contestant.RUNCAST, run))
                                / figure.applyAsDouble(cost(size, peer, run))));
            }
            table.append(row(cells));
        }
        return table.append("\n").toString();
    }

    private Cost cost(int size, Contestant contestant, int run) {
        return results.stream()
                .filter(result -> result.size() == size && result.contestant() == contestant && result.run() == run)
                .findFirst()
                .orElseThrow()
                .cost();
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private String summary(String format, IntToDoubleFunction figure) {
        double[] sorted = IntStream.range(0, runs).mapToDouble(figure).sorted().toArray();
        return String.format(
                Locale.ROOT, "%s (%s–%s)".replace("%s", format), sorted[runs / 2], sorted[0], sorted[runs - 1]);
    }

    /** What one run gave for a number of classes of a contestant. */
    record Result(int size, Contestant contestant, int run, Cost cost) {}
}
