package dev.runcast.runtime.tree;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.runtime.json.JsonCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Writes a tree for people. */
final class RunTreeText {
    /** How many characters of an error or of an event's data are shown. */
    private static final int WIDTH = 120;

    /** What would break the lines, or do something to a terminal. */
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");

    private final List<String> lines = new ArrayList<>();

    String write(RunTree tree) {
        write(tree, "", "");
        return String.join("\n", lines);
    }

    /** Writes a run and what is below it. */
    private void write(RunTree tree, String branch, String indent) {
        lines.add(branch + describe(tree));
        List<Object> parts = new ArrayList<>(tree.events());
        parts.addAll(tree.children());
        parts.sort(Comparator.comparingLong(RunTreeText::sequence));
        for (int i = 0; i < parts.size(); i++) {
            boolean last = i == parts.size() - 1;
            String inner = indent + (last ? "└─ " : "├─ ");
            if (parts.get(i) instanceof RunTree child) {
                write(child, inner, indent + (last ? "   " : "│  "));
            } else {
                lines.add(inner + describe((CustomEvent) parts.get(i)));
            }
        }
    }

    private static long sequence(Object part) {
        return part instanceof RunTree child ? child.sequence() : ((CustomEvent) part).sequence();
    }

    /** Returns the line of a run. */
    static String describe(RunTree tree) {
        StringBuilder line = new StringBuilder(oneLine(tree.run().name()));
        if (tree.run().type() != RunType.CHAIN) {
            line.append(" (").append(lower(tree.run().type())).append(')');
        }
        tree.endTime().ifPresent(end -> line.append(", ").append(duration(Duration.between(tree.startTime(), end))));
        line.append(", ").append(lower(tree.status()));
        tree.error().ifPresent(error -> line.append(": ").append(cut(oneLine(error.toString()))));
        return line.toString();
    }

    private static String describe(CustomEvent event) {
        String line = "· " + oneLine(event.name());
        if (event.data() != null) {
            String json =
                    new JsonWriter(JsonCodec.defaultCodec()).value(event.data()).toString();
            line += " " + cut(oneLine(json));
        }
        return event.isLate() ? line + " (late)" : line;
    }

    private static String duration(Duration duration) {
        long millis = duration.toMillis();
        return millis < 1000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String oneLine(String text) {
        return CONTROLS.matcher(text).replaceAll(" ");
    }

    private static String cut(String text) {
        if (text.length() <= WIDTH) {
            return text;
        }
        int end = WIDTH - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
