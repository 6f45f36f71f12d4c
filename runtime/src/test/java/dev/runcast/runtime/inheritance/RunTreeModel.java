package dev.runcast.runtime.inheritance;

import dev.runcast.runtime.inheritance.RunTree.Added;
import dev.runcast.runtime.inheritance.RunTree.Call;
import dev.runcast.runtime.inheritance.RunTree.Edit;
import dev.runcast.runtime.inheritance.RunTree.Emit;
import dev.runcast.runtime.inheritance.RunTree.Step;
import dev.runcast.runtime.inheritance.RunTree.Way;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a {@link RunTree} has to report to whom, worked out slowly from the rules, with lists that are changed as the rules
 * say it. It knows nothing of the code under test. The numbers are of the rules of the reference; where Runcast has a rule of
 * its own, the comment says so.
 */
final class RunTreeModel {
    private final List<String> globalHandlers;
    private final List<String> heard = new ArrayList<>();

    /** The managers that the runs hand down which are going on, the root's first. */
    private final List<Manager> handedDown = new ArrayList<>();

    RunTreeModel(List<String> globalHandlers) {
        this.globalHandlers = globalHandlers;
    }

    /** Returns what handlers hear, in order, in the form of {@link #line}. */
    List<String> run(Call root) {
        call(root);
        return heard;
    }

    /** The state of a callback manager (3.1). */
    private static final class Manager {
        /** The names of the run and of those above it, the root first. Empty outside every run. */
        private final List<String> path = new ArrayList<>();

        private final List<String> handlers = new ArrayList<>();
        private final List<String> inheritableHandlers = new ArrayList<>();
        private final List<String> tags = new ArrayList<>();
        private final List<String> inheritableTags = new ArrayList<>();
        private final Map<String, Object> metadata = new LinkedHashMap<>();
        private final Map<String, Object> inheritableMetadata = new LinkedHashMap<>();

        Manager copy() {
            Manager copy = new Manager();
            copy.path.addAll(path);
            copy.handlers.addAll(handlers);
            copy.inheritableHandlers.addAll(inheritableHandlers);
            copy.tags.addAll(tags);
            copy.inheritableTags.addAll(inheritableTags);
            copy.metadata.putAll(metadata);
            copy.inheritableMetadata.putAll(inheritableMetadata);
            return copy;
        }

        /** 3.2: skips what is present, separately in each list. */
        void addHandler(String handler, boolean inherit) {
            if (!handlers.contains(handler)) {
                handlers.add(handler);
            }
            if (inherit && !inheritableHandlers.contains(handler)) {
                inheritableHandlers.add(handler);
            }
        }

        /** 3.2: from both lists. */
        void removeHandler(String handler) {
            handlers.remove(handler);
            inheritableHandlers.remove(handler);
        }

        /** 3.3: each is first removed from both lists. Runcast's own: a tag that is given twice is there once. */
        void addTags(Collection<String> added, boolean inherit) {
            List<String> distinct = distinct(added);
            removeTags(distinct);
            tags.addAll(distinct);
            if (inherit) {
                inheritableTags.addAll(distinct);
            }
        }

        void removeTags(Collection<String> removed) {
            tags.removeAll(removed);
            inheritableTags.removeAll(removed);
        }

        /** 3.4: later wins, a key keeps its first position. */
        void addMetadata(Map<String, Object> added, boolean inherit) {
            metadata.putAll(added);
            if (inherit) {
                inheritableMetadata.putAll(added);
            }
        }

        /** 3.7: inheritable handlers, tags and metadata, below the run. */
        Manager child(String run) {
            Manager child = new Manager();
            child.path.addAll(path);
            child.path.add(run);
            child.handlers.addAll(inheritableHandlers);
            child.inheritableHandlers.addAll(inheritableHandlers);
            child.tags.addAll(inheritableTags);
            child.inheritableTags.addAll(inheritableTags);
            child.metadata.putAll(inheritableMetadata);
            child.inheritableMetadata.putAll(inheritableMetadata);
            return child;
        }

        /** 2.2: what a config adds is inheritable. Runcast's own: its handlers join those that are handed down. */
        void add(Added config) {
            config.handlers().forEach(handler -> addHandler(handler, true));
            addTags(config.tags(), true);
            addMetadata(config.metadata(), true);
        }
    }

    private void call(Call call) {
        Manager manager = handedDownTo(call);
        if (call.replacement() != null) { // 2.5: takes the place of what is handed down; without a run it is a root run
            manager = call.replacement().cutOff() ? new Manager() : manager;
            for (Edit edit : call.replacement().edits()) {
                apply(edit, manager);
            }
        }
        // Runcast's own: tags and metadata of the annotation come after those handed down, and are inheritable.
        manager.addTags(call.ownTags(), true);
        manager.addMetadata(call.ownMetadata(), true);
        manager.add(call.bound() == null ? call.added() : merged(call.bound(), call.added()));

        List<String> path = new ArrayList<>(manager.path);
        path.add(call.run());
        report(manager, "start", path);
        handedDown.add(manager.child(call.run()));
        for (Step step : call.steps()) {
            if (step instanceof Call child) {
                call(child);
            } else if (step instanceof Emit emit) {
                emit(emit);
            }
        }
        handedDown.remove(handedDown.size() - 1);
        report(manager, call.fails() ? "error" : "end", path);
    }

    /** 2.4, 5.1: an event goes through the manager that its run hands down. 5.5: a config adds to it for this event. */
    private void emit(Emit emit) {
        Manager manager = handedDownTo(emit);
        manager.add(emit.added());
        report(manager, emit.event(), manager.path);
    }

    /** 1.11, 5.5: without a config the current run's, else that of the run to which the config belongs. */
    private Manager handedDownTo(Step step) {
        if (handedDown.isEmpty()) {
            return new Manager();
        }
        boolean ofConfig = step.way() == Way.CONFIG
                || step.way() == Way.CONFIG_ON_ANOTHER_THREAD
                || (step.way() == Way.ASYNC && step instanceof Emit);
        return handedDown
                .get(handedDown.size() - 1 - (ofConfig ? step.up() : 0))
                .copy();
    }

    private static void apply(Edit edit, Manager manager) {
        switch (edit.kind()) {
            case HANDLER -> manager.addHandler(edit.handler(), true);
            case LOCAL_HANDLER -> manager.addHandler(edit.handler(), false);
            case WITHOUT_HANDLER -> manager.removeHandler(edit.handler());
            case TAGS -> manager.addTags(edit.tags(), true);
            case LOCAL_TAGS -> manager.addTags(edit.tags(), false);
            case WITHOUT_TAGS -> manager.removeTags(edit.tags());
            case METADATA -> manager.addMetadata(edit.metadata(), true);
            case LOCAL_METADATA -> manager.addMetadata(edit.metadata(), false);
        }
    }

    /** 1.7: tags are sorted, metadata of the call win, handlers are put one behind the other. */
    private static Added merged(Added bound, Added call) {
        List<String> handlers = new ArrayList<>(bound.handlers());
        handlers.addAll(call.handlers());
        TreeSet<String> tags = new TreeSet<>(bound.tags());
        tags.addAll(call.tags());
        Map<String, Object> metadata = new LinkedHashMap<>(bound.metadata());
        metadata.putAll(call.metadata());
        return new Added(handlers, new ArrayList<>(tags), metadata);
    }

    /**
     * 3.10: the handlers one after the other, then the asynchronous ones. Runcast's own: those of the process come first, and
     * each hears an event once.
     */
    private void report(Manager manager, String what, List<String> path) {
        List<String> audience = new ArrayList<>(globalHandlers);
        audience.addAll(manager.handlers.stream().filter(each -> !isAsync(each)).toList());
        audience.addAll(manager.handlers.stream().filter(RunTreeModel::isAsync).toList());
        for (String handler : distinct(audience)) {
            heard.add(line(handler, what, path, manager.tags, manager.metadata));
        }
    }

    static boolean isAsync(String handler) {
        return handler.startsWith("a");
    }

    static String line(
            String handler, String what, List<String> path, List<String> tags, Map<String, Object> metadata) {
        return handler + " " + what + " " + String.join("/", path) + " " + tags + " " + metadata;
    }

    private static List<String> distinct(Collection<String> values) {
        List<String> distinct = new ArrayList<>();
        for (String value : values) {
            if (!distinct.contains(value)) {
                distinct.add(value);
            }
        }
        return distinct;
    }
}
