package dev.runcast.runtime.engine.invocation;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.engine.chunks.Chunks;
import dev.runcast.runtime.engine.chunks.ConcurrentChunks;
import dev.runcast.runtime.engine.chunks.RunChunks;
import dev.runcast.runtime.engine.chunks.SharedChunks;
import dev.runcast.runtime.engine.run.ActiveRun;
import dev.runcast.runtime.engine.run.Around;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A run of several branches with the same input, at once. The run of branch K has the local tag {@code map:key:K}. As a stream,
 * each chunk of a branch is one of the whole.
 */
public final class ParallelInvocation<I extends @Nullable Object>
        implements Invocation<I, Map<String, @Nullable Object>> {
    private final RunnableDescriptor descriptor;
    private final Map<String, Invocation<? super I, ?>> branches;

    /** Creates a run of the branches in the order of the map. */
    public ParallelInvocation(RunnableDescriptor descriptor, Map<String, Invocation<? super I, ?>> branches) {
        this.descriptor = descriptor;
        this.branches = Collections.unmodifiableMap(new LinkedHashMap<>(branches));
    }

    @Override
    public Map<String, @Nullable Object> invoke(I input, RunnableConfig config) throws Exception {
        return Around.run(descriptor, config, input, run -> invokeBranches(input, run));
    }

    private Map<String, @Nullable Object> invokeBranches(I input, ActiveRun run) throws Exception {
        List<Callable<@Nullable Object>> work = new ArrayList<>();
        branches.forEach((name, branch) -> work.add(() -> branch.invoke(input, branchConfig(run, name))));
        Iterator<@Nullable Object> outputs =
                Concurrently.start(work, run.childConfig()).outputs().iterator();
        Map<String, @Nullable Object> byName = new LinkedHashMap<>();
        branches.keySet().forEach(name -> byName.put(name, outputs.next()));
        return Collections.unmodifiableMap(byName);
    }

    @Override
    public Chunks<Map<String, @Nullable Object>> stream(Chunks<? extends I> input, RunnableConfig config) {
        return RunChunks.<I, Map<String, @Nullable Object>>streamed(
                descriptor, config, false, input, this::streamBranches);
    }

    private Chunks<Map<String, @Nullable Object>> streamBranches(Chunks<? extends I> input, ActiveRun run) {
        SharedChunks<I> shared = new SharedChunks<>(input);
        Map<String, Chunks<?>> chunks = new LinkedHashMap<>();
        branches.forEach((name, branch) -> chunks.put(name, branch.stream(shared.copy(), branchConfig(run, name))));
        RunnableConfig below = run.childConfig();
        return new ConcurrentChunks(chunks, below, Concurrently.maxConcurrency(below), input);
    }

    private static RunnableConfig branchConfig(ActiveRun run, String branch) {
        return run.stepConfig("map:key:" + branch);
    }
}
