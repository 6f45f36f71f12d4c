package dev.runcast.runtime.differential;

import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.StreamEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Runs programs with Runcast, and compares what they tell with what is expected, which comes from langchain-core. */
final class Comparison {
    /** How many mismatches are told in full. */
    private static final int TOLD = 5;

    /** How many lines that are the same are told before lines that differ. */
    private static final int CONTEXT = 2;

    private int programs;
    private final List<String> mismatches = new ArrayList<>();

    /** Compares the programs of a file. Exits with 1 if there is a mismatch, or no program. */
    public static void main(String[] args) throws IOException {
        Comparison comparison = new Comparison();
        try (Stream<String> lines = Files.lines(Path.of(args[0]))) {
            lines.map(Program::read).forEach(comparison::compare);
        }
        System.out.println(comparison.report());
        System.exit(comparison.succeeded() ? 0 : 1);
    }

    void compare(Program program) {
        programs++;
        List<String> expected =
                told(program, program.expectedEvents(), program.expectedFailures(), program.expectedFailure());
        List<String> actual = run(program);
        if (!actual.equals(expected)) {
            mismatches.add(program + "\n" + sideBySide(expected, actual));
        }
    }

    boolean succeeded() {
        return programs > 0 && mismatches.isEmpty();
    }

    /** Returns how many programs there were, and the shortest mismatches. */
    String report() {
        return Stream.concat(
                        Stream.of(programs + " programs, of which " + mismatches.size()
                                + " tell something else than with langchain-core"),
                        mismatches.stream()
                                .sorted(Comparator.comparing(String::length))
                                .limit(TOLD))
                .collect(Collectors.joining("\n\n"));
    }

    private static List<String> run(Program program) {
        List<JsonNode> events = new ArrayList<>();
        Failures failures = new Failures();
        String failure = null;
        try (EventStream stream = new Runnables(program)
                .make(program.root())
                .streamEvents(
                        program.input(),
                        Configs.heardBy(failures, program.config()),
                        Configs.options(program.filters()))) {
            for (StreamEvent event : stream) {
                events.add(Program.JSON.readTree(event.toJson()));
            }
        } catch (Body.Failure thrown) {
            failure = thrown.getMessage();
        } catch (RuntimeException thrown) {
            failure = thrown.toString();
        }
        return told(program, events, failures.heard(), failure);
    }

    /** Returns all that a program tells in lines that can be compared. */
    private static List<String> told(
            Program program, List<JsonNode> events, List<String> failures, @Nullable String failure) {
        List<String> lines = new ArrayList<>(program.isUnordered() ? Events.byRun(events) : Events.inOrder(events));
        (program.isUnordered() ? failures.stream().sorted() : failures.stream()).forEach(lines::add);
        lines.add("failed with " + failure);
        return lines;
    }

    /** Returns lines that differ one below the other, with those before them. */
    private static String sideBySide(List<String> expected, List<String> actual) {
        List<String> text = new ArrayList<>();
        int same = 0;
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            String wanted = i < expected.size() ? expected.get(i) : "nothing";
            String given = i < actual.size() ? actual.get(i) : "nothing";
            if (Objects.equals(wanted, given)) {
                same++;
                continue;
            }
            for (int before = i - Math.min(same, CONTEXT); before < i; before++) {
                text.add("           " + expected.get(before));
            }
            text.add("expected:  " + wanted);
            text.add("actual:    " + given);
            same = 0;
        }
        return String.join("\n", text);
    }
}
