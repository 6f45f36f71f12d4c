package dev.runcast.runtime.engine.chunks;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A chunk of one of several branches: a map from the name of the branch to its chunk. Unlike other maps such chunks can be added; their
 * sum has the branches in their order, whichever was first.
 */
final class BranchChunk extends AbstractMap<String, @Nullable Object> {
    private final List<String> branches;
    private final String branch;
    private final @Nullable Object chunk;

    BranchChunk(List<String> branches, String branch, @Nullable Object chunk) {
        this.branches = branches;
        this.branch = branch;
        this.chunk = chunk;
    }

    /** Returns the names of all branches, in order. */
    List<String> branches() {
        return branches;
    }

    String branch() {
        return branch;
    }

    @Nullable
    Object chunk() {
        return chunk;
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
        return Collections.<String, @Nullable Object>singletonMap(branch, chunk).entrySet();
    }
}
