package dev.runcast.runtime.inheritance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A random program of nested runs. What is done in it, one step after the other; names of runs and events are unique. */
final class RunTree {
    /** Names of handlers. Those with an {@code a} are asynchronous. */
    static final List<String> HANDLERS = List.of("h0", "h1", "h2", "h3", "a0", "a1");

    private static final List<String> TAGS = List.of("s", "t", "u", "v", "w");
    private static final List<String> KEYS = List.of("k", "l", "m");
    private static final int LEVELS = 5;

    /** What a config adds. */
    record Added(List<String> handlers, List<String> tags, Map<String, Object> metadata) {}

    enum EditKind {
        HANDLER,
        LOCAL_HANDLER,
        WITHOUT_HANDLER,
        TAGS,
        LOCAL_TAGS,
        WITHOUT_TAGS,
        METADATA,
        LOCAL_METADATA
    }

    /** A change of a callback manager. */
    record Edit(EditKind kind, String handler, List<String> tags, Map<String, Object> metadata) {}

    /** A manager that takes the place of what is handed down: the same one or the empty one, with changes. */
    record Replacement(boolean cutOff, List<Edit> edits) {}

    /** How something is done inside a run. */
    enum Way {
        /** Relying on the current run. */
        AMBIENT,
        /** Relying on the current run, on another thread to which it was carried. */
        AMBIENT_CARRIED,
        /** The same, with the asynchronous form of the call; of events, with the config. */
        ASYNC,
        /** With the config of this run or of one above it. */
        CONFIG,
        /** The same, on another thread, which knows no run. */
        CONFIG_ON_ANOTHER_THREAD
    }

    sealed interface Step permits Emit, Call {
        Way way();

        /** How many levels up the run is whose config is used. */
        int up();

        Added added();
    }

    record Emit(String event, Way way, int up, Added added) implements Step {}

    record Call(
            String run,
            Way way,
            int up,
            Added added,
            @Nullable Replacement replacement,
            @Nullable Added bound,
            List<String> ownTags,
            Map<String, Object> ownMetadata,
            boolean async,
            boolean fails,
            List<Step> steps)
            implements Step {}

    private final Random random;
    private int runs;
    private int events;

    private RunTree(long seed) {
        this.random = new Random(seed);
    }

    static Call ofSeed(long seed) {
        return new RunTree(seed).call(1);
    }

    private Call call(int level) {
        String name = "run" + ++runs;
        List<Step> steps = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            steps.add(emit(level));
        }
        int calls = level == LEVELS ? 0 : level < 3 ? 1 + random.nextInt(2) : random.nextInt(3);
        for (int i = 0; i < calls; i++) {
            steps.add(call(level + 1));
            if (random.nextBoolean()) {
                steps.add(emit(level));
            }
        }
        return new Call(
                name,
                level == 1 ? Way.AMBIENT : way(),
                random.nextInt(level == 1 ? 1 : level - 1),
                added(),
                sometimes(5, () -> replacement(level)),
                sometimes(4, this::added),
                sublist(TAGS),
                metadata(),
                random.nextBoolean(),
                random.nextInt(8) == 0,
                steps);
    }

    private Emit emit(int level) {
        return new Emit("event" + ++events, way(), random.nextInt(level), added());
    }

    private Way way() {
        return Way.values()[random.nextInt(Way.values().length)];
    }

    private Replacement replacement(int level) {
        List<Edit> edits = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            EditKind kind = EditKind.values()[random.nextInt(EditKind.values().length)];
            edits.add(new Edit(kind, HANDLERS.get(random.nextInt(HANDLERS.size())), sublist(TAGS), metadata()));
        }
        return new Replacement(level == 1 || random.nextInt(3) == 0, edits);
    }

    private Added added() {
        return random.nextInt(3) == 0
                ? new Added(List.of(), List.of(), Map.of())
                : new Added(sublist(HANDLERS), sublist(TAGS), metadata());
    }

    /** Returns some of the values, in any order, now and then one of them twice. */
    private List<String> sublist(List<String> values) {
        List<String> some = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            some.add(values.get(random.nextInt(values.size())));
        }
        return some;
    }

    private Map<String, Object> metadata() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            metadata.put(KEYS.get(random.nextInt(KEYS.size())), random.nextInt(10) == 0 ? null : random.nextInt(100));
        }
        return metadata;
    }

    private <T> @Nullable T sometimes(int oneIn, Supplier<T> value) {
        return random.nextInt(oneIn) == 0 ? value.get() : null;
    }
}
