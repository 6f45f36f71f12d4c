package dev.runcast.server.internal.memory;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Decides what is forgotten to make room. */
final class Fairness {
    private Fairness() {}

    /** Returns what to forget: of the principal itself, or of one that has more. Of the one that has the most, it is the first. */
    static <T extends Kept> Optional<T> firstToGo(String owner, Collection<T> all, Map<String, Long> amounts) {
        long own = amounts.getOrDefault(owner, 0L);
        return all.stream()
                .filter(Kept::canBeForgotten)
                .filter(each -> each.owner().equals(owner) || amounts.getOrDefault(each.owner(), 0L) > own)
                .max(Comparator.comparing(each -> amounts.getOrDefault(each.owner(), 0L))); // the first of them
    }

    /** Returns how many things each principal has. */
    static Map<String, Long> counts(Collection<? extends Kept> all) {
        Map<String, Long> counts = new HashMap<>();
        all.forEach(each -> counts.merge(each.owner(), 1L, Long::sum));
        return counts;
    }
}
