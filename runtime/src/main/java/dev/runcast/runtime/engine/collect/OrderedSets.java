package dev.runcast.runtime.engine.collect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** How lists of tags and handlers are put together: in order, without duplicates. */
public final class OrderedSets {
    private OrderedSets() {}

    /** Returns {@code base} and then {@code added}. What is in both moves to the end, as in LangChain. */
    public static <T> List<T> add(List<T> base, Collection<T> added) {
        if (added.isEmpty()) {
            return base;
        }
        Set<T> distinct = new LinkedHashSet<>(added);
        List<T> all = new ArrayList<>(base.size() + distinct.size());
        for (T each : base) {
            if (!distinct.contains(each)) {
                all.add(each);
            }
        }
        all.addAll(distinct);
        return List.copyOf(all);
    }

    /** Returns the strings of both, sorted: so LangChain merges the tags of a bound config with those of a call. */
    public static List<String> merge(Collection<String> bound, Collection<String> call) {
        Set<String> tags = new TreeSet<>(bound);
        tags.addAll(call);
        return List.copyOf(tags);
    }
}
