package dev.runcast.runtime.tree;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.engine.json.JsonWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Writes a tree for people. */
final class RunTreeText {
    /** How many characters of an error or of an event's data are shown. */
    private static final int WIDTH = 120;

    /** What would break the lines, or do something to a terminal. */
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");

    /** How many levels are indented. Deeper lines have the number of their level instead, or the text would grow by its square. */
    static final int INDENTED = 32;

    private RunTreeText() {}

    /** Returns the text of a tree. It goes through the levels in a loop, so that a tree may be deeper than a stack. */
    static String write(RunTree tree) {
        List<String> lines = new ArrayList<>();
        lines.add(describe(tree));
        Deque<Level> open = new ArrayDeque<>();
        open.push(new Level(tree, 1, ""));
        while (!open.isEmpty()) {
            Level level = open.element();
            if (level.parts.hasNext()) {
                Object part = level.parts.next();
                boolean isLast = !level.parts.hasNext();
                if (part instanceof RunTree child) {
                    lines.add(level.branch(isLast) + describe(child));
                    open.push(level.below(child, isLast));
                } else {
                    lines.add(level.branch(isLast) + describe((CustomEvent) part));
                }
            } else {
                open.pop();
            }
        }
        return String.join("\n", lines);
    }

    /** The events and runs below a run that are not written yet, and their level. */
    private static final class Level {
        final Iterator<Object> parts;
        private final int depth;
        private final String indent;

        Level(RunTree tree, int depth, String indent) {
            List<Object> parts = new ArrayList<>(tree.events());
            parts.addAll(tree.children());
            parts.sort(Comparator.comparingLong(RunTreeText::sequence));
            this.parts = parts.iterator();
            this.depth = depth;
            this.indent = indent;
        }

        String branch(boolean isLast) {
            return indent + (depth > INDENTED ? "[" + depth + "] " : isLast ? "└─ " : "├─ ");
        }

        Level below(RunTree child, boolean isLast) {
            return new Level(child, depth + 1, indent + (depth > INDENTED ? "" : isLast ? "   " : "│  "));
        }
    }

    private static long sequence(Object part) {
        return part instanceof RunTree child ? child.sequence() : ((CustomEvent) part).sequence();
    }

    /** Returns the line of a run. */
    static String describe(RunTree tree) {
        StringBuilder line = new StringBuilder(oneLine(tree.run().name()));
        if (tree.run().type() != RunType.CHAIN) {
            line.append(" (").append(tree.run().type().wireName()).append(')');
        }
        tree.endTime().ifPresent(end -> line.append(", ").append(duration(Duration.between(tree.startTime(), end))));
        line.append(", ").append(tree.status().name().toLowerCase(Locale.ROOT));
        tree.error().ifPresent(error -> line.append(": ").append(cut(oneLine(error.toString()))));
        return line.toString();
    }

    private static String describe(CustomEvent event) {
        String line = "· " + oneLine(event.name());
        if (event.data() != null) {
            String json = new JsonWriter().data(event).toString();
            line += " " + cut(oneLine(json));
        }
        return event.isLate() ? line + " (late)" : line;
    }

    private static String duration(Duration duration) {
        long millis = duration.toMillis();
        return millis < 1000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
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
