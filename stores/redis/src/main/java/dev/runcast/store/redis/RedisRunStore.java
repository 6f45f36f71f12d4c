package dev.runcast.store.redis;

import dev.runcast.server.store.EventTail;
import dev.runcast.server.store.LeaseLostException;
import dev.runcast.server.store.NewRun;
import dev.runcast.server.store.RunEnd;
import dev.runcast.server.store.RunLease;
import dev.runcast.server.store.RunStore;
import dev.runcast.server.store.StoreUnavailableException;
import dev.runcast.server.store.StoredRun;
import dev.runcast.server.store.StoredThread;
import dev.runcast.server.store.ThreadBusyException;
import dev.runcast.server.store.ThreadKey;
import dev.runcast.server.store.UnknownThreadException;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Keeps runs in Redis 6.2 or newer, or in Valkey, for any number of servers. Runs outlive the process that does them, and are as safe as
 * Redis keeps its data: see its persistence.
 *
 * <pre>{@code
 * RunStore store = RedisRunStore.builder(RedisClient.create("redis://localhost")).build();
 * }</pre>
 *
 * <p>It has two connections: one for all commands, and one to hear what other servers do. All keys begin with a prefix, and are in one
 * database: Redis Cluster is not supported.
 *
 * <p>Closing the store closes its connections. It does not close the client.
 *
 * @since 0.1
 */
public final class RedisRunStore implements RunStore {
    private final StatefulRedisConnection<String, String> connection;
    private final Scripts scripts;
    private final ChangeFeed changes;
    private final Builder settings;

    private RedisRunStore(Builder builder) {
        this.settings = builder;
        this.connection = builder.client.connect();
        this.scripts = new Scripts(connection.async(), builder.prefix, builder.timeout);
        this.changes = new ChangeFeed(builder.client.connectPubSub(), builder.prefix);
        changes.start(() -> connection
                .async()
                .smembers(builder.prefix + "cancelled")
                .thenAccept(runs -> runs.forEach(run -> changes.cancel(UUID.fromString(run)))));
    }

    /** Returns a builder of a store that connects by a client. */
    public static Builder builder(RedisClient client) {
        return new Builder(client);
    }

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public boolean createThread(ThreadKey thread, String metadata) {
        return scripts.isDone(Script.CREATE_THREAD, thread.owner(), thread.id(), metadata);
    }

    @Override
    public boolean copyThread(ThreadKey thread, UUID copy) {
        return scripts.isDone(Script.COPY_THREAD, thread.owner(), thread.id(), copy);
    }

    @Override
    public Optional<StoredThread> thread(ThreadKey thread) {
        return scripts.hashes(Script.THREAD, thread.owner(), thread.id()).stream()
                .map(Fields::thread)
                .findFirst();
    }

    @Override
    public List<StoredThread> threads(String owner) {
        return scripts.hashes(Script.THREADS, owner).stream()
                .map(Fields::thread)
                .toList();
    }

    @Override
    public boolean replaceMetadata(ThreadKey thread, String expected, String metadata) {
        return scripts.isDone(Script.REPLACE_METADATA, thread.owner(), thread.id(), expected, metadata);
    }

    @Override
    public void deleteThread(ThreadKey thread) {
        scripts.number(Script.DELETE_THREAD, thread.owner(), thread.id());
    }

    @Override
    public StoredRun create(NewRun run, Duration term) {
        List<?> outcome = scripts.list(
                Script.CREATE,
                run.id(),
                run.thread().owner(),
                run.thread().id(),
                run.threadIsOwn(),
                run.waits(),
                term.toMillis(),
                run.runnable(),
                run.metadata(),
                run.attributes(),
                run.request());
        if (outcome.isEmpty()) {
            throw new UnknownThreadException(run.thread());
        }
        if (outcome.get(0) instanceof String busy) {
            throw new ThreadBusyException(UUID.fromString(busy));
        }
        return new Fields((List<?>) outcome.get(0)).run();
    }

    @Override
    public void begin(RunLease lease) {
        if (!scripts.isDone(Script.BEGIN, lease.run(), lease.epoch())) {
            throw new LeaseLostException(lease);
        }
    }

    @Override
    public CompletionStage<?> append(RunLease lease, long first, List<String> events) {
        return scripts.start(
                        Script.APPEND,
                        lease.run(),
                        lease.epoch(),
                        first,
                        settings.maxEventsPerRun,
                        settings.maxBytesPerRun,
                        events)
                .thenAccept(outcome -> {
                    if (outcome.equals("lost")) {
                        throw new LeaseLostException(lease);
                    }
                    if (!outcome.equals("")) {
                        throw new IllegalArgumentException("The events " + outcome + " to " + (first - 1)
                                + " of the run are missing. Append them first.");
                    }
                });
    }

    @Override
    public StoredRun end(RunLease lease, RunEnd end) {
        String state = end.state();
        return stored(
                        Script.END,
                        lease.run(),
                        lease.epoch(),
                        end.status().name(),
                        end.result(),
                        state != null,
                        state == null ? "" : state)
                .stream()
                .findFirst()
                .orElseThrow(() -> new LeaseLostException(lease));
    }

    private List<StoredRun> stored(Script script, Object... arguments) {
        return scripts.hashes(script, arguments).stream().map(Fields::run).toList();
    }

    @Override
    public Set<RunLease> renew(Collection<RunLease> leases, Duration term) {
        List<RunLease> all = List.copyOf(leases);
        if (all.isEmpty()) {
            return Set.of();
        }
        List<Object> arguments = new ArrayList<>();
        all.forEach(lease -> {
            arguments.add(lease.run());
            arguments.add(lease.epoch());
        });
        List<Long> places = scripts.numbers(Script.RENEW, term.toMillis(), arguments);
        Set<RunLease> lost = new HashSet<>();
        places.forEach(place -> lost.add(all.get(place.intValue())));
        return lost;
    }

    @Override
    public List<StoredRun> lost(int limit) {
        return stored(Script.LOST, limit);
    }

    @Override
    public Optional<StoredRun> claim(UUID run, Duration term) {
        return stored(Script.CLAIM, run, term.toMillis()).stream().findFirst();
    }

    @Override
    public Optional<StoredRun> run(String owner, UUID run) {
        return stored(Script.RUN, owner, run).stream().findFirst();
    }

    @Override
    public List<StoredRun> runs(ThreadKey thread) {
        return stored(Script.RUNS_OF_THREAD, thread.owner(), thread.id());
    }

    @Override
    public List<StoredRun> runs(String owner, int limit) {
        return limit < 1 ? List.of() : stored(Script.RUNS_OF_OWNER, owner, limit);
    }

    @Override
    public EventTail tail(UUID run, long after, Runnable onChange) {
        return RedisEventTail.open(scripts, changes, run, after, onChange);
    }

    @Override
    public void delete(UUID run) {
        scripts.number(Script.DELETE, run);
    }

    @Override
    public void cancel(UUID run) {
        scripts.number(Script.CANCEL, run);
    }

    @Override
    public Registration listen(Listener listener) {
        return changes.add(listener);
    }

    @Override
    public void expire() {
        long deleted = 1;
        while (deleted > 0) {
            deleted = scripts.number(
                    Script.EXPIRE, settings.finishedRunExpiry.toMillis(), settings.threadExpiry.toMillis());
        }
    }

    @Override
    public void close() {
        changes.close();
        connection.close();
    }

    /**
     * Collects what a store needs. Not for several threads at once.
     *
     * @since 0.1
     */
    public static final class Builder {
        private final RedisClient client;
        private String prefix = "runcast:";
        private Duration timeout = Duration.ofSeconds(10);
        private Duration finishedRunExpiry = Duration.ofDays(1);
        private Duration threadExpiry = Duration.ofDays(30);
        private int maxEventsPerRun = 100_000;
        private long maxBytesPerRun = 64 * 1024 * 1024;

        private Builder(RedisClient client) {
            this.client = Objects.requireNonNull(client, "client");
        }

        /** Sets what all keys begin with, {@code runcast:} by default. Servers that share runs have the same. */
        public Builder prefix(String prefix) {
            this.prefix = Objects.requireNonNull(prefix, "prefix");
            return this;
        }

        /** Sets how long to wait for an answer of Redis, 10 seconds by default. */
        public Builder timeout(Duration time) {
            this.timeout = positive("timeout", time);
            return this;
        }

        /** Sets for how long a run is kept that has ended, a day by default. */
        public Builder finishedRunExpiry(Duration time) {
            this.finishedRunExpiry = positive("finishedRunExpiry", time);
            return this;
        }

        /** Sets for how long a thread is kept that nobody asks for, and that has no run that goes on, 30 days by default. */
        public Builder threadExpiry(Duration time) {
            this.threadExpiry = positive("threadExpiry", time);
            return this;
        }

        /** Sets how many events of a run are kept, the last ones, 100,000 by default. */
        public Builder maxEventsPerRun(int events) {
            this.maxEventsPerRun = (int) positive("maxEventsPerRun", events);
            return this;
        }

        /** Sets how many bytes the events of a run may have, 64 MiB by default. The last event is kept in any case. */
        public Builder maxBytesPerRun(long bytes) {
            this.maxBytesPerRun = positive("maxBytesPerRun", bytes);
            return this;
        }

        /**
         * Connects to Redis, and returns the store.
         *
         * @throws StoreUnavailableException if it cannot connect
         */
        public RedisRunStore build() {
            try {
                return new RedisRunStore(this);
            } catch (RedisException failure) {
                throw new StoreUnavailableException(
                        "Redis cannot be reached: " + failure.getMessage() + ". Check the address of the client.",
                        failure);
            }
        }

        private static Duration positive(String name, Duration time) {
            if (time.toMillis() < 1) {
                throw new IllegalArgumentException(name + " is " + time + ". Give it a millisecond or more.");
            }
            return time;
        }

        private static long positive(String name, long value) {
            if (value < 1) {
                throw new IllegalArgumentException(name + " is " + value + ". Give it 1 or more.");
            }
            return value;
        }
    }
}
