package dev.runcast.testkit;

import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.json.JsonCodec;
import dev.runcast.runtime.stream.StreamEvent;
import dev.runcast.runtime.tree.RunTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
 */
public final class Transcript {
    private static final String UPDATE = "runcast.transcripts.update";
    private static final Path RESOURCES = Path.of("src", "test", "resources");

    private static final Pattern ID = Pattern.compile("\\b\\p{XDigit}{8}-(\\p{XDigit}{4}-){3}\\p{XDigit}{12}\\b");
    private static final Pattern TIME =
            Pattern.compile("\\b\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d([.,]\\d+)?)?(Z|[+-]\\d\\d:?\\d\\d)?\\b");

    private final String text;

    private Transcript(List<String> lines) {
        Map<String, String> ids = new HashMap<>();
        Matcher id = ID.matcher(TIME.matcher(String.join("\n", lines)).replaceAll("<time>"));
        this.text = id.replaceAll(found -> ids.computeIfAbsent(found.group(), first -> "id-" + (ids.size() + 1)));
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
        List<String> lines = new ArrayList<>();
        Map<Object, List<RunEvent>> byRun = new HashMap<>();
        for (RunEvent event : recording.events()) {
            byRun.computeIfAbsent(event.run(), run -> new ArrayList<>()).add(event);
        }
        recording.roots().forEach(root -> write(root, "", byRun, lines));
        return new Transcript(lines);
    }

    /** Makes a transcript of events, a line of JSON in the v2 format for each, as clients get them. */
    public static Transcript of(List<StreamEvent> events) {
        return new Transcript(events.stream().map(StreamEvent::toJson).toList());
    }

    private static void write(RunTree tree, String indent, Map<Object, List<RunEvent>> byRun, List<String> lines) {
        lines.add(indent + "run " + tree.run().name() + " " + json(tree.input()));
        String inner = indent + "  ";
        Stream.concat(byRun.getOrDefault(tree.run(), List.of()).stream(), tree.children().stream())
                .sorted(Comparator.comparingLong(part -> sequence(part, byRun)))
                .forEach(part -> {
                    if (part instanceof RunTree child) {
                        write(child, inner, byRun, lines);
                    } else if (!(part instanceof RunEvent.Start)) {
                        lines.add(inner + line((RunEvent) part));
                    }
                });
    }

    private static long sequence(Object part, Map<Object, List<RunEvent>> byRun) {
        return part instanceof RunTree child
                ? byRun.getOrDefault(child.run(), List.of()).stream()
                        .mapToLong(RunEvent::sequence)
                        .min()
                        .orElse(Long.MAX_VALUE)
                : ((RunEvent) part).sequence();
    }

    private static String line(RunEvent event) {
        if (event instanceof CustomEvent custom) {
            return "event " + custom.name() + (custom.data() == null ? "" : " " + json(custom.data()))
                    + (custom.isLate() ? " (late)" : "");
        } else if (event instanceof RunEvent.Chunk chunk) {
            return "chunk " + json(chunk.chunk());
        } else if (event instanceof RunEvent.End end) {
            return "end " + json(end.output());
        }
        return "error " + json(((RunEvent.Error) event).error().toString());
    }

    private static String json(@Nullable Object value) {
        try {
            return JsonCodec.defaultCodec().write(value);
        } catch (IllegalArgumentException unwritable) {
            return "(" + unwritable.getMessage() + ")";
        }
    }

    /**
     * Checks that the transcript is what the file says, or writes the file if the system property {@code
     * runcast.transcripts.update} is {@code true}.
     *
     * @param file the path of the file below {@code src/test/resources}, with slashes
     * @throws AssertionError if it is not, or if there is no such file
     * @throws UncheckedIOException if the file cannot be read or written
     */
    public void assertMatches(String file) {
        Path path = RESOURCES.resolve(file);
        try {
            if (Boolean.getBoolean(UPDATE)) {
                Files.createDirectories(path.toAbsolutePath().getParent());
                Files.writeString(path, text + "\n");
            } else {
                compareWith(path);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void compareWith(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new AssertionError(
                    "There is no transcript " + path.toAbsolutePath().normalize() + ". Run the test with -D" + UPDATE
                            + "=true to write it, and read what was written. It would be:\n" + text);
        }
        String expected = Files.readString(path).replace("\r\n", "\n").stripTrailing();
        Assertions.assertThat(text)
                .as("%s, which is rewritten with -D%s=true", difference(expected, path), UPDATE)
                .isEqualTo(expected);
    }

    private String difference(String expected, Path path) {
        List<String> lines = text.lines().toList();
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

    /** Returns the text, with {@code \n} between lines and none at the end. */
    @Override
    public String toString() {
        return text;
    }
}
