package dev.runcast.runtime.internal.collect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** How lists of tags are put together: ordered, without duplicates. */
public final class Tags {
    private Tags() {}

    /** Returns {@code base} and then {@code added}. A tag that is in both moves to the end, as in the reference. */
    public static List<String> add(List<String> base, Collection<String> added) {
        if (added.isEmpty()) {
            return base;
        }
        Set<String> distinct = new LinkedHashSet<>(added);
        List<String> tags = new ArrayList<>(base.size() + distinct.size());
        for (String tag : base) {
            if (!distinct.contains(tag)) {
                tags.add(tag);
            }
        }
        tags.addAll(distinct);
        return List.copyOf(tags);
    }

    /** Returns the tags of both, sorted: so the reference merges a bound config with that of a call. */
    public static List<String> merge(Collection<String> bound, Collection<String> call) {
        Set<String> tags = new TreeSet<>(bound);
        tags.addAll(call);
        return List.copyOf(tags);
    }
}
