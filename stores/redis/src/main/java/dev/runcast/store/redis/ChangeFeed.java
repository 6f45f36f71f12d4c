package dev.runcast.store.redis;

import dev.runcast.server.store.RunStore;
import dev.runcast.server.store.ThreadKey;
import io.lettuce.core.RedisException;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the readers and listeners of this process what has changed, whoever has changed it. It is notified, and looks again now and then,
 * since notifications may be lost with a connection.
 */
final class ChangeFeed implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ChangeFeed.class);
    private static final Duration SAFETY = Duration.ofSeconds(5);

    private final StatefulRedisPubSubConnection<String, String> connection;
    private final Map<UUID, Set<RedisEventTail>> tails = new ConcurrentHashMap<>();
    private final List<RunStore.Listener> listeners = new CopyOnWriteArrayList<>();

    /** Those who are told work here, and not on the thread that reads from Redis. */
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "runcast-store-changes");
        made.setDaemon(true);
        return made;
    });

    ChangeFeed(StatefulRedisPubSubConnection<String, String> connection, String prefix) {
        this.connection = connection;
        connection.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String message) {
                hand(() -> tell(message));
            }
        });
        connection.sync().subscribe(prefix + "changes");
    }

    /** Looks now and then for what was not heard. */
    void start(Runnable lookForCancellations) {
        thread.scheduleWithFixedDelay(
                () -> guarded(() -> {
                    tails.values().forEach(open -> open.forEach(RedisEventTail::wake));
                    lookForCancellations.run();
                }),
                SAFETY.toMillis(),
                SAFETY.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void hand(Runnable telling) {
        if (!thread.isShutdown()) {
            thread.execute(() -> guarded(telling));
        }
    }

    /** Whoever is told, the others are told, too. */
    private static void guarded(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException failure) {
            log.warn("A listener of the store of runs failed. Have it throw nothing.", failure);
        }
    }

    private void tell(String message) {
        String[] parts = message.split(" ", 4);
        UUID run = UUID.fromString(parts[1]);
        switch (parts[0]) {
            case "events" -> wake(run);
            case "cancelled" -> cancel(run);
            default -> {
                wake(run);
                ThreadKey key = new ThreadKey(parts[3], UUID.fromString(parts[2]));
                listeners.forEach(listener -> listener.onEnd(run, key));
            }
        }
    }

    void cancel(UUID run) {
        listeners.forEach(listener -> listener.onCancel(run));
    }

    private void wake(UUID run) {
        tails.getOrDefault(run, Set.of()).forEach(RedisEventTail::wake);
    }

    void add(RedisEventTail tail) {
        tails.compute(tail.run(), (run, others) -> {
            Set<RedisEventTail> open = others == null ? ConcurrentHashMap.newKeySet() : others;
            open.add(tail);
            return open;
        });
    }

    void remove(RedisEventTail tail) {
        tails.computeIfPresent(tail.run(), (run, open) -> {
            open.remove(tail);
            return open.isEmpty() ? null : open;
        });
    }

    RunStore.Registration add(RunStore.Listener listener) {
        // Wrapped, since one that is registered twice is told twice, until each is closed.
        RunStore.Listener own = new RunStore.Listener() {
            @Override
            public void onCancel(UUID run) {
                listener.onCancel(run);
            }

            @Override
            public void onEnd(UUID run, ThreadKey key) {
                listener.onEnd(run, key);
            }
        };
        listeners.add(own);
        return () -> listeners.remove(own);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            connection.close();
        } catch (RedisException away) {
            log.debug("The connection to Redis was not closed in order", away);
        }
    }
}
