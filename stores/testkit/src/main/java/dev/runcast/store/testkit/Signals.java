package dev.runcast.store.testkit;

import dev.runcast.server.store.RunStore;
import dev.runcast.server.store.ThreadKey;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What a listener was told. */
final class Signals implements RunStore.Listener {
    final Set<UUID> cancelled = ConcurrentHashMap.newKeySet();
    final Map<UUID, ThreadKey> ended = new ConcurrentHashMap<>();

    @Override
    public void onCancel(UUID run) {
        cancelled.add(run);
    }

    @Override
    public void onEnd(UUID run, ThreadKey thread) {
        ended.put(run, thread);
    }
}
