package dev.runcast.benchmarks.compiletime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Measures what annotated classes cost javac, and prints tables in Markdown. {@code docs/performance-compile-time.md} says what
 * the figures mean.
 */
final class CompileTimeBenchmark {
    private static final int DEFAULT_RUNS = 3;
    private static final List<Integer> DEFAULT_SIZES = List.of(100, 1000, 5000);

    /** Small compilations are repeated within a run, since a single one says little. */
    private static final int LEAST_CLASSES_PER_RUN = 500;

    private static final int MOST_REPEATS = 10;
    private static final int WARM_UP_CLASSES = 1000;

    private CompileTimeBenchmark() {}

    /**
     * Runs the benchmark.
     *
     * @param arguments the folder that the build wrote to; then, if wanted, how often to measure and for how many classes
     */
    public static void main(String[] arguments) throws IOException {
        Path target = Path.of(arguments[0]);
        int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : DEFAULT_RUNS;
        List<Integer> sizes = arguments.length > 2
                ? Arrays.stream(arguments).skip(2).map(Integer::valueOf).toList()
                : DEFAULT_SIZES;
        try (Javac javac = new Javac(Folders.filesIn(target.resolve("class-path")))) {
            // The JVM is to have compiled javac and the processors to machine code when the clock is first read.
            measure(Math.min(sizes.get(sizes.size() - 1), WARM_UP_CLASSES), runs, javac, target);
            List<Report.Result> results = new ArrayList<>();
            for (int size : sizes) {
                results.addAll(measure(size, runs, javac, target));
            }
            System.out.print(new Report(sizes, runs, results).toMarkdown());
        }
    }

    /** Measures the contestants by turns, so that what disturbs a run disturbs all of them. */
    private static List<Report.Result> measure(int size, int runs, Javac javac, Path target) throws IOException {
        List<Subject> subjects = new ArrayList<>();
        for (Contestant contestant : Contestant.values()) {
            subjects.add(new Subject(contestant, size, javac, target));
        }
        int repeats = Math.max(1, Math.min(MOST_REPEATS, LEAST_CLASSES_PER_RUN / size));
        List<Report.Result> results = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            System.err.printf("%,d classes, run %d of %d%n", size, run + 1, runs);
            List<Cost> sums = new ArrayList<>(Collections.nCopies(subjects.size(), Cost.NONE));
            for (int repeat = 0; repeat < repeats; repeat++) {
                for (int i = 0; i < subjects.size(); i++) {
                    sums.set(i, sums.get(i).plus(subjects.get(i).measure()));
                }
            }
            for (int i = 0; i < subjects.size(); i++) {
                results.add(new Report.Result(
                        size, subjects.get(i).contestant(), run, sums.get(i).dividedBy(repeats)));
            }
        }
        return results;
    }
}
