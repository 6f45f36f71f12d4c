package dev.runcast.store.jdbc;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The readers of this process, for them to be woken. */
final class Tails {
    private final Map<UUID, Set<JdbcEventTail>> open = new ConcurrentHashMap<>();

    void add(UUID run, JdbcEventTail tail) {
        open.compute(run, (id, others) -> {
            Set<JdbcEventTail> tails = others == null ? ConcurrentHashMap.newKeySet() : others;
            tails.add(tail);
            return tails;
        });
    }

    void remove(UUID run, JdbcEventTail tail) {
        open.computeIfPresent(run, (id, tails) -> {
            tails.remove(tail);
            return tails.isEmpty() ? null : tails;
        });
    }

    /** Returns the runs that have readers. */
    Set<UUID> runs() {
        return open.keySet();
    }

    void wake(UUID run) {
        open.getOrDefault(run, Set.of()).forEach(JdbcEventTail::wake);
    }
}
