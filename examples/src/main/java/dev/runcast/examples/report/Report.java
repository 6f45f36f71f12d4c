package dev.runcast.examples.report;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.RunType;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.RunnableConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reports on the size of a source tree: a long-running tool that says how far it is. */
public class Report {
    /** How many files at a time are counted between two progress events. */
    private static final int FILES_AT_A_TIME = 25;

    /** How far the report is. */
    public record Progress(int done, int total, String step) {}

    /** What the tool found. */
    public record Summary(
            int files, long lines, long blankLines, Map<String, Long> linesByExtension, List<String> largest) {}

    private final SourceTreeRunnables tree;

    public Report(SourceTreeRunnables tree) {
        this.tree = tree;
    }

    /**
     * Counts the lines of all source files below a directory.
     *
     * @param directory the directory to report on
     */
    @Runnable(
            name = "report",
            type = RunType.TOOL,
            description = "Counts the lines of a source tree by kind of file, and names its largest files.",
            tags = "report")
    @EmitsEvent(name = "started", payload = String.class, description = "The report on this directory starts.")
    @EmitsEvent(name = "progress", payload = Progress.class, description = "How far the report is.")
    @EmitsEvent(name = "done", description = "The report is complete.")
    public Summary report(String directory, RunnableConfig config, ReportEvents events) throws IOException {
        SourceTreeRunnables steps = tree.withConfig(config);
        events.started(directory);
        List<String> files = steps.find(directory);
        List<SourceTree.FileSize> sizes = new ArrayList<>();
        for (int from = 0; from < files.size(); from += FILES_AT_A_TIME) {
            int to = Math.min(from + FILES_AT_A_TIME, files.size());
            sizes.addAll(steps.countLines(files.subList(from, to)));
            events.progress(to, files.size(), "counting lines");
        }
        Summary summary = summarize(sizes);
        events.done();
        return summary;
    }

    private static Summary summarize(List<SourceTree.FileSize> sizes) {
        Map<String, Long> linesByExtension = new TreeMap<>();
        for (SourceTree.FileSize size : sizes) {
            linesByExtension.merge(extension(size.file()), size.lines(), Long::sum);
        }
        List<String> largest = sizes.stream()
                .sorted(Comparator.comparingLong(SourceTree.FileSize::lines)
                        .reversed()
                        .thenComparing(SourceTree.FileSize::file))
                .limit(3)
                .map(SourceTree.FileSize::file)
                .toList();
        return new Summary(
                sizes.size(),
                sizes.stream().mapToLong(SourceTree.FileSize::lines).sum(),
                sizes.stream().mapToLong(SourceTree.FileSize::blankLines).sum(),
                linesByExtension,
                largest);
    }

    private static String extension(String file) {
        String name = Path.of(file).getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "none" : name.substring(dot + 1);
    }
}
