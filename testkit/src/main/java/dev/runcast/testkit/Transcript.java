package dev.runcast.testkit;

import dev.runcast.runtime.Run;
import dev.runcast.runtime.json.JsonCodec;
import dev.runcast.runtime.stream.StreamEvent;
import dev.runcast.runtime.tree.RunTree;
import dev.runcast.testkit.RecordingCallbackHandler.Heard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/**
 * What was recorded as text that is the same for every execution, to be compared with a file:
 *
 * <pre>{@code
 * Transcript.of(recording).assertMatches("transcripts/research.txt");
 * }</pre>
 *
 * <p>The file is under {@code src/test/resources}, from the directory in which the tests run. With the system property {@code
 * runcast.transcripts.update=true} it is written instead of compared.
 *
 * <p>UUIDs are replaced by {@code id-1}, {@code id-2}, … in the order of their first appearance, and points in time in ISO format by
 * {@code <time>}, wherever they stand. All else has to be the same each time: runs that go on at once may start in any order,
 * and a {@code Map.of(…)} has its entries in any.
 *
 * <p>{@link #withTimes()} shows when each thing happened. Immutable.
 *
 * @since 0.1
 */
public final class Transcript {
    private static final String UPDATE = "runcast.transcripts.update";
    private static final Path RESOURCES = Path.of("src", "test", "resources");

    private static final Pattern ID = Pattern.compile("\\b\\p{XDigit}{8}-(\\p{XDigit}{4}-){3}\\p{XDigit}{12}\\b");
    private static final Pattern TIME =
            Pattern.compile("\\b\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d([.,]\\d+)?)?(Z|[+-]\\d\\d:?\\d\\d)?\\b");

    /** What stands before a line that has its time. */
    private static final Pattern OFFSET = Pattern.compile("(?m)^ *\\+\\d+\\.\\d{3} s {2}");

    /**
     * Something that happened.
     *
     * @param time when it did
     * @param text what is said of it
     */
    private record Line(Instant time, String text) {}

    private final List<Line> lines;
    private final boolean timed;

    private Transcript(List<Line> lines, boolean timed) {
        this.lines = lines;
        this.timed = timed;
    }

    private static Transcript ofLines(List<Line> lines) {
        Map<String, String> ids = new HashMap<>();
        return new Transcript(
                lines.stream()
                        .map(line -> new Line(line.time(), withoutIdsAndTimes(line.text(), ids)))
                        .toList(),
                false);
    }

    private static String withoutIdsAndTimes(String text, Map<String, String> ids) {
        return ID.matcher(TIME.matcher(text).replaceAll("<time>"))
                .replaceAll(found -> ids.computeIfAbsent(found.group(), first -> "id-" + (ids.size() + 1)));
    }

    /**
     * Makes a transcript of all runs that were heard of: of each its input, its events and chunks, the runs below it, and its output
     * or error, with values as JSON.
     *
     * <pre>
     * run research "tea"
     *   event progress {"step":1,"total":2,"note":"searching"}
     *   event done
     *   end "about tea"
     * </pre>
     */
    public static Transcript of(RecordingCallbackHandler recording) {
        Map<Run, List<Heard>> byRun = new HashMap<>();
        for (Heard heard : recording.heard()) {
            byRun.computeIfAbsent(heard.event().run(), run -> new ArrayList<>()).add(heard);
        }
        List<Line> lines = new ArrayList<>();
        Deque<Iterator<?>> open = new ArrayDeque<>(); // and no recursion, which deep trees would bring to its end
        open.push(recording.roots().iterator());
        while (!open.isEmpty()) {
            if (!open.element().hasNext()) {
                open.pop();
                continue;
            }
            Object part = open.element().next();
            String indent = "  ".repeat(open.size() - 1);
            if (part instanceof RunTree tree) {
                lines.add(
                        new Line(tree.startTime(), indent + "run " + tree.run().name() + " " + json(tree.input())));
                open.push(parts(tree, byRun));
            } else if (part instanceof Heard heard) {
                heard.line().ifPresent(line -> lines.add(new Line(heard.event().time(), indent + line.get())));
            }
        }
        return ofLines(lines);
    }

    /** Makes a transcript of events, a line of JSON in the v2 format for each, as clients get them. */
    public static Transcript of(List<StreamEvent> events) {
        return ofLines(events.stream()
                .map(event -> new Line(event.time(), event.toJson()))
                .toList());
    }

    /** Returns what was heard of a run itself and the runs that it started, in the order in which it happened. */
    private static Iterator<?> parts(RunTree tree, Map<Run, List<Heard>> byRun) {
        return Stream.concat(byRun.getOrDefault(tree.run(), List.of()).stream(), tree.children().stream())
                .sorted(Comparator.comparingLong(part -> sequence(part, byRun)))
                .iterator();
    }

    private static long sequence(Object part, Map<Run, List<Heard>> byRun) {
        return part instanceof RunTree child
                ? byRun.getOrDefault(child.run(), List.of()).stream()
                        .mapToLong(heard -> heard.event().sequence())
                        .min()
                        .orElse(Long.MAX_VALUE)
                : ((Heard) part).event().sequence();
    }

    /**
     * Returns a transcript that shows when each thing happened, in seconds since the first one:
     *
     * <pre>
     *    +0.000 s  run research "tea"
     *    +0.012 s    event progress {"step":1,"total":2,"note":"searching"}
     *    +0.350 s    end "about tea"
     * </pre>
     *
     * <p>{@link #assertMatches} does not compare times, and leaves those that the file has until something else is to be changed in
     * it. So the file shows how long it took when it was written, and stays as it is when it takes longer.
     */
    public Transcript withTimes() {
        return new Transcript(lines, true);
    }

    static String json(@Nullable Object value) {
        try {
            return JsonCodec.defaultCodec().write(value);
        } catch (IllegalArgumentException unwritable) {
            return "(" + unwritable.getMessage() + ")";
        }
    }

    /**
     * Checks that the transcript is what the file says, {@linkplain #withTimes times} aside, or writes the file if the system
     * property {@code runcast.transcripts.update} is {@code true}.
     *
     * @param file the path of the file below {@code src/test/resources}, with slashes
     * @throws AssertionError if it is not, or if the file is missing
     * @throws UncheckedIOException if the file cannot be read or written
     */
    public void assertMatches(String file) {
        Path path = RESOURCES.resolve(file);
        try {
            if (Boolean.getBoolean(UPDATE)) {
                update(path);
            } else {
                compareWith(path);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void update(Path path) throws IOException {
        if (!Files.exists(path) || !expected(path).equals(text(false))) {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.writeString(path, this + "\n");
        }
    }

    private void compareWith(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new AssertionError(
                    "There is no transcript " + path.toAbsolutePath().normalize() + ". Run the test with -D" + UPDATE
                            + "=true to write it, and read what was written. It would be:\n" + this);
        }
        String actual = text(false);
        String expected = expected(path);
        Assertions.assertThat(actual)
                .as("%s, which is rewritten with -D%s=true", difference(actual, expected, path), UPDATE)
                .isEqualTo(expected);
    }

    /** Returns what the file says, apart from times. */
    private String expected(Path path) throws IOException {
        String text = Files.readString(path).replace("\r\n", "\n").stripTrailing();
        return timed ? OFFSET.matcher(text).replaceAll("") : text;
    }

    private static String difference(String actual, String expected, Path path) {
        List<String> lines = actual.lines().toList();
        List<String> expectedLines = expected.lines().toList();
        int line = 0;
        while (line < Math.min(lines.size(), expectedLines.size())
                && lines.get(line).equals(expectedLines.get(line))) {
            line++;
        }
        return "line " + (line + 1) + " of " + path + " is\n  " + lineAt(expectedLines, line) + "\nand was\n  "
                + lineAt(lines, line) + "\nin the transcript";
    }

    private static String lineAt(List<String> lines, int line) {
        return line < lines.size() ? lines.get(line) : "(nothing)";
    }

    private String text(boolean withTimes) {
        Instant first =
                lines.stream().map(Line::time).min(Comparator.naturalOrder()).orElse(Instant.EPOCH);
        return lines.stream()
                .map(line -> (withTimes ? offset(first, line.time()) : "") + line.text())
                .collect(Collectors.joining("\n"));
    }

    private static String offset(Instant first, Instant time) {
        return String.format(
                Locale.ROOT, "%+9.3f s  ", Duration.between(first, time).toMillis() / 1000.0);
    }

    /** Returns the text, with {@code \n} between lines and none at the end. */
    @Override
    public String toString() {
        return text(timed);
    }
}
