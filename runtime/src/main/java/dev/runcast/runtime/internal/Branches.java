package dev.runcast.runtime.internal;

import dev.runcast.runtime.RunnableConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Runnables with the same input, at once. The run of branch K has the local tag {@code map:key:K}. (Reference rule 2.3.) */
public final class Branches<I extends @Nullable Object> {
    private final Map<String, Invocation<? super I, ?>> branches;

    /** Creates branches in the order of the map. */
    public Branches(Map<String, Invocation<? super I, ?>> branches) {
        this.branches = Collections.unmodifiableMap(new LinkedHashMap<>(branches));
    }

    /** Runs all branches below the current run, and returns their outputs by name. */
    public Map<String, @Nullable Object> invoke(I input, RunnableConfig config) throws Exception {
        ActiveRun run = Objects.requireNonNull(Ambient.current());
        List<Callable<@Nullable Object>> work = new ArrayList<>();
        branches.forEach((name, branch) -> {
            RunnableConfig branchConfig = run.stepConfig("map:key:" + name);
            work.add(() -> branch.invoke(input, branchConfig));
        });
        Iterator<@Nullable Object> outputs = Concurrently.all(work, config).iterator();
        Map<String, @Nullable Object> byName = new LinkedHashMap<>();
        branches.keySet().forEach(name -> byName.put(name, outputs.next()));
        return Collections.unmodifiableMap(byName);
    }
}
