package dev.runcast.runtime.tree;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.runtime.json.JsonCodec;
import dev.runcast.runtime.tree.RunTree.Status;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes a tree as LangChain's tracers do. It goes through the levels in a loop, so that a tree may be as deep as it likes. */
final class RunTreeJson {
    private static final DateTimeFormatter TIME = utc("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");

    private final JsonWriter json;

    RunTreeJson(JsonCodec codec) {
        this.json = new JsonWriter(codec);
    }

    String write(RunTree tree) {
        Run top = top(tree.run());
        Deque<Level> open = new ArrayDeque<>();
        open.push(new Level(tree, DottedOrder.of(tree.run())));
        begin(tree);
        while (!open.isEmpty()) {
            Level level = open.element();
            if (level.children.hasNext()) {
                RunTree child = level.children.next();
                open.push(new Level(child, level.order.below(child.run())));
                begin(child);
            } else {
                end(level, top);
                open.pop();
            }
        }
        return json.toString();
    }

    /** A run that has been written up to its children. Some of the children may still be missing. */
    private static final class Level {
        final Iterator<RunTree> children;
        final DottedOrder order;

        Level(RunTree tree, DottedOrder order) {
            this.children = tree.children().iterator();
            this.order = order;
        }
    }

    private static Run top(Run run) {
        Run top = run;
        Run parent = run.parent().orElse(null);
        while (parent != null) {
            top = parent;
            parent = parent.parent().orElse(null);
        }
        return top;
    }

    /** Returns the type as tracers call it: a chat model is a language model for them. */
    private static String runType(RunType type) {
        return type == RunType.CHAT_MODEL ? "llm" : type.wireName();
    }

    /** Writes a run up to its children. */
    private void begin(RunTree tree) {
        Run run = tree.run();
        json.open('{');
        json.key("id").string(run.id().toString());
        json.key("name").string(run.name());
        json.key("run_type").string(runType(run.type()));
        map("inputs", "input", tree.input());
        if (tree.status() == Status.SUCCEEDED) {
            map("outputs", "output", tree.output());
        } else {
            json.key("outputs").value(null);
        }
        json.key("error").value(tree.error().orElse(null));
        json.key("start_time").string(TIME.format(tree.startTime()));
        json.key("end_time").value(tree.endTime().map(TIME::format).orElse(null));
        json.key("tags").strings(run.tags());
        json.key("extra").open('{').key("metadata").entries(run.metadata()).close('}');
        json.key("events").open('[');
        tree.heard().forEach(this::event);
        json.close(']');
        json.key("parent_run_id").value(run.parentId().map(UUID::toString).orElse(null));
        json.key("child_runs").open('[');
    }

    /** Writes what follows the children of a run. */
    private void end(Level level, Run top) {
        json.close(']');
        json.key("trace_id").string(top.id().toString());
        json.key("dotted_order").string(level.order.toString());
        json.close('}');
    }

    /** Writes what is a map as it is, and anything else as the one entry of a map. */
    private void map(String key, String wrapper, @Nullable Object value) {
        json.key(key);
        if (value instanceof Map<?, ?> map) {
            json.entries(map);
        } else {
            json.open('{').key(wrapper).value(value).close('}');
        }
    }

    private void event(RunEvent event) {
        json.open('{').key("name").string(name(event)).key("time").string(TIME.format(event.time()));
        if (event instanceof CustomEvent custom) {
            json.key("kwargs").open('{');
            json.key("name").string(custom.name()).key("data").data(custom);
            json.close('}');
        }
        json.close('}');
    }

    private static String name(RunEvent event) {
        if (event instanceof CustomEvent) {
            return "custom";
        }
        if (event instanceof RunEvent.Start) {
            return "start";
        }
        return event instanceof RunEvent.End ? "end" : "error";
    }

    static DateTimeFormatter utc(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }
}
