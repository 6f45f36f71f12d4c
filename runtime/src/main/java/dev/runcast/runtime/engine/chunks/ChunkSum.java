package dev.runcast.runtime.engine.chunks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds the chunks of an output up, as LangChain does: strings and lists are put together, numbers are added, and the
 * chunks of several branches are added branch by branch. Of all else, and of chunks that do not go together, the last one counts.
 */
public final class ChunkSum {
    private @Nullable Object sum;
    private boolean isEmpty = true;

    // Several chunks are collected in one of these, so that adding one costs the same however many there have been.
    private @Nullable StringBuilder text;
    private @Nullable List<@Nullable Object> elements;
    private @Nullable Map<String, ChunkSum> branches;
    private List<String> order = List.of();

    /** Creates the sum of no chunks. */
    public ChunkSum() {}

    /** Takes all chunks there are, and returns their sum. */
    @SuppressWarnings({"unchecked", "NullAway"
    }) // The sum of values of a type is of that type, and null only where that may be.
    public static <T extends @Nullable Object> T of(Chunks<? extends T> chunks) throws Exception {
        ChunkSum sum = new ChunkSum();
        while (chunks.advance()) {
            sum.add(chunks.current());
        }
        return (T) sum.get();
    }

    /** Adds a chunk. */
    public void add(@Nullable Object chunk) {
        if (isEmpty || !isAdded(chunk)) {
            set(chunk);
        }
    }

    private void set(@Nullable Object chunk) {
        isEmpty = false;
        sum = chunk;
        text = null;
        elements = null;
        branches = null;
    }

    /** Adds a chunk that goes together with what is there. Returns false for any other. */
    private boolean isAdded(@Nullable Object chunk) {
        if (sum instanceof String first && chunk instanceof String more) {
            text = text == null ? new StringBuilder(first) : text;
            text.append(more);
        } else if (sum instanceof BranchChunk first && chunk instanceof BranchChunk more) {
            branches = branches == null ? branch(new LinkedHashMap<>(), first) : branches;
            branch(branches, more);
            order = first.branches();
        } else if (sum instanceof List<?> first && chunk instanceof List<?> more) {
            elements = elements == null ? new ArrayList<>(first) : elements;
            elements.addAll(more);
        } else if (sum instanceof Integer a && chunk instanceof Integer b) {
            sum = a + b;
        } else if (sum instanceof Long a && chunk instanceof Long b) {
            sum = a + b;
        } else if (sum instanceof Double a && chunk instanceof Double b) {
            sum = a + b;
        } else {
            return false;
        }
        return true;
    }

    /** Adds to the branches. A null among the chunks of a branch counts for nothing, as in LangChain. */
    private static Map<String, ChunkSum> branch(Map<String, ChunkSum> branches, BranchChunk chunk) {
        ChunkSum branch = branches.computeIfAbsent(chunk.branch(), first -> new ChunkSum());
        if (chunk.chunk() != null || branch.isEmpty) {
            branch.add(chunk.chunk());
        }
        return branches;
    }

    /** Returns the sum of the chunks, or null if there were none. */
    public @Nullable Object get() {
        if (text != null) {
            return text.toString();
        }
        if (elements != null) {
            return Collections.unmodifiableList(new ArrayList<>(elements));
        }
        if (branches != null) {
            Map<String, @Nullable Object> sums = new LinkedHashMap<>();
            for (String branch : order) {
                ChunkSum chunks = branches.get(branch);
                if (chunks != null) {
                    sums.put(branch, chunks.get());
                }
            }
            return Collections.unmodifiableMap(sums);
        }
        return sum instanceof BranchChunk branch
                ? Collections.singletonMap(branch.branch(), branch.chunk()) // which is not added to other maps
                : sum;
    }
}
