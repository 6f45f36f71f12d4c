package dev.runcast.store.jdbc;

import dev.runcast.server.store.RunStore;
import dev.runcast.server.store.ThreadKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** The listeners of this process, and what they were told lately, which is not told again when it is only found again. */
final class Listeners {
    private static final int REMEMBERED = 10_000;

    private final List<RunStore.Listener> listeners = new CopyOnWriteArrayList<>();
    private final Set<UUID> cancelled = lastOnes();
    private final Set<UUID> ended = lastOnes();

    private static Set<UUID> lastOnes() {
        return Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
                return size() > REMEMBERED;
            }
        }));
    }

    RunStore.Registration add(RunStore.Listener listener) {
        // Wrapped, since one that is registered twice is told twice, until each is closed.
        RunStore.Listener own = new RunStore.Listener() {
            @Override
            public void onCancel(UUID run) {
                listener.onCancel(run);
            }

            @Override
            public void onEnd(UUID run, ThreadKey thread) {
                listener.onEnd(run, thread);
            }
        };
        listeners.add(own);
        return () -> listeners.remove(own);
    }

    void cancel(UUID run) {
        cancelled.add(run);
        listeners.forEach(listener -> listener.onCancel(run));
    }

    void cancelIfNew(UUID run) {
        if (cancelled.add(run)) {
            cancel(run);
        }
    }

    void end(UUID run, ThreadKey thread) {
        ended.add(run);
        listeners.forEach(listener -> listener.onEnd(run, thread));
    }

    void endIfNew(UUID run, ThreadKey thread) {
        if (ended.add(run)) {
            end(run, thread);
        }
    }
}
