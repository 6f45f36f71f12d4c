package dev.runcast.runtime.internal;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A chunk of one of several branches: a map from the name of the branch to its chunk. Unlike other maps such chunks can be added.
 * (Reference rules 6.9 and 6.12.)
 */
final class BranchChunk extends AbstractMap<String, @Nullable Object> {
    private final String branch;
    private final @Nullable Object chunk;

    BranchChunk(String branch, @Nullable Object chunk) {
        this.branch = branch;
        this.chunk = chunk;
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
