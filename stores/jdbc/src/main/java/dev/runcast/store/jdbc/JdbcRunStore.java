package dev.runcast.store.jdbc;

import dev.runcast.server.store.EventTail;
import dev.runcast.server.store.NewRun;
import dev.runcast.server.store.RunEnd;
import dev.runcast.server.store.RunLease;
import dev.runcast.server.store.RunStore;
import dev.runcast.server.store.StoreUnavailableException;
import dev.runcast.server.store.StoredRun;
import dev.runcast.server.store.StoredThread;
import dev.runcast.server.store.ThreadKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

/**
 * Keeps runs in PostgreSQL, for any number of servers, or in a file of SQLite, for the servers of one machine. Runs outlive the process
 * that does them.
 *
 * <pre>{@code
 * RunStore store = JdbcRunStore.builder(dataSource).build();
 * }</pre>
 *
 * <p>Events are appended on threads of the store, at most two, which write several appends in one transaction when there are many. Give it
 * a pool of connections: it takes one for each call, and on PostgreSQL keeps one to wait for what other servers do.
 *
 * <p>Closing the store writes what was appended. It does not close the data source.
 *
 * @since 0.1
 */
public final class JdbcRunStore implements RunStore {
    private final Runs runs;
    private final Threads threads;
    private final Events events;
    private final EventWriter writer;
    private final Tails tails = new Tails();
    private final Listeners listeners = new Listeners();
    private final ChangeFeed feed;

    private JdbcRunStore(Builder builder, Dialect dialect, boolean isNotified) {
        Changes changes = new Changes(tails, listeners);
        PostgresNotifications notifications = isNotified ? new PostgresNotifications(changes) : null;
        Database database = new Database(
                builder.dataSource,
                dialect,
                notifications == null ? (connection, made) -> {} : notifications,
                changes::tell);
        if (builder.appliesSchema) {
            Schema.apply(database);
        }
        Schema.check(database);
        runs = new Runs(database, builder.finishedRunExpiry, builder.threadExpiry);
        threads = runs.threads();
        events = new Events(database, builder.maxEventsPerRun, builder.maxBytesPerRun);
        writer = new EventWriter(database, events, newThreads(dialect.writers()));
        feed = new ChangeFeed(database, new Poll(dialect, changes), builder.polling, notifications);
        feed.start();
    }

    private static ExecutorService newThreads(int count) {
        return Executors.newFixedThreadPool(count, work -> {
            Thread thread = new Thread(work, "runcast-store-events");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Returns a builder of a store.
     *
     * @param dataSource gives connections to PostgreSQL 12 or newer, or to a file of SQLite 3.43 or newer
     */
    public static Builder builder(DataSource dataSource) {
        return new Builder(dataSource);
    }

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public boolean createThread(ThreadKey thread, String metadata) {
        return threads.create(thread, metadata);
    }

    @Override
    public boolean copyThread(ThreadKey thread, UUID copy) {
        return threads.copy(thread, copy);
    }

    @Override
    public Optional<StoredThread> thread(ThreadKey thread) {
        return threads.find(thread);
    }

    @Override
    public List<StoredThread> threads(String owner) {
        return threads.ofOwner(owner);
    }

    @Override
    public boolean replaceMetadata(ThreadKey thread, String expected, String metadata) {
        return threads.replaceMetadata(thread, expected, metadata);
    }

    @Override
    public void deleteThread(ThreadKey thread) {
        threads.delete(thread);
    }

    @Override
    public StoredRun create(NewRun run, Duration term) {
        return runs.create(run, term);
    }

    @Override
    public void begin(RunLease lease) {
        runs.begin(lease);
    }

    @Override
    public CompletionStage<?> append(RunLease lease, long first, List<String> more) {
        return writer.append(lease, first, more);
    }

    /** Waits for what was appended before. */
    @Override
    public StoredRun end(RunLease lease, RunEnd end) {
        writer.flush(lease.run());
        return runs.end(lease, end);
    }

    @Override
    public Set<RunLease> renew(Collection<RunLease> leases, Duration term) {
        return runs.renew(leases, term);
    }

    @Override
    public List<StoredRun> lost(int limit) {
        return runs.lost(limit);
    }

    @Override
    public Optional<StoredRun> claim(UUID run, Duration term) {
        return runs.claim(run, term);
    }

    @Override
    public Optional<StoredRun> run(String owner, UUID run) {
        return runs.find(owner, run);
    }

    @Override
    public List<StoredRun> runs(ThreadKey thread) {
        return runs.ofThread(thread);
    }

    @Override
    public List<StoredRun> runs(String owner, int limit) {
        return runs.ofOwner(owner, limit);
    }

    @Override
    public EventTail tail(UUID run, long after, Runnable onChange) {
        return JdbcEventTail.open(events, tails, run, after, onChange);
    }

    @Override
    public void delete(UUID run) {
        runs.delete(run);
    }

    @Override
    public void cancel(UUID run) {
        runs.cancel(run);
    }

    @Override
    public Registration listen(Listener listener) {
        return listeners.add(listener);
    }

    @Override
    public void expire() {
        runs.expire();
        threads.expire();
    }

    /** Writes what was appended, for which it waits ten seconds at most. The data source stays open. */
    @Override
    public void close() {
        writer.close();
        feed.close();
    }

    /**
     * Collects what a store needs. Not for several threads at once.
     *
     * @since 0.1
     */
    public static final class Builder {
        private final DataSource dataSource;
        private boolean appliesSchema = true;
        private Duration finishedRunExpiry = Duration.ofDays(1);
        private Duration threadExpiry = Duration.ofDays(30);
        private int maxEventsPerRun = 100_000;
        private long maxBytesPerRun = 64 * 1024 * 1024;
        private Duration polling = Duration.ofMillis(50);
        private boolean isPolling;

        private Builder(DataSource dataSource) {
            this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        }

        /**
         * Sets whether the store creates its tables, and changes them for newer releases. It does by default. Otherwise an operator applies
         * the files {@code V….sql} that are in the jar, and the store only checks that.
         */
        public Builder applySchema(boolean applies) {
            this.appliesSchema = applies;
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
         * Has the store look at intervals for what other servers do, on PostgreSQL, too. By default it looks every 50 ms in a file of
         * SQLite, and PostgreSQL notifies it, which needs connections that stay with the store: a pool between the two that lends them for
         * a transaction only cannot pass on notifications. All servers that share a database do the same.
         */
        public Builder polling(Duration interval) {
            this.polling = positive("polling", interval);
            this.isPolling = true;
            return this;
        }

        /**
         * Connects to the database, sees to its tables, and returns the store.
         *
         * @throws IllegalArgumentException if the database is not one that the store knows
         * @throws IllegalStateException if the tables are not those that it knows
         * @throws StoreUnavailableException if the database fails
         */
        public JdbcRunStore build() {
            try (Connection connection = dataSource.getConnection()) {
                Dialect dialect = Dialect.of(connection);
                boolean isNotified =
                        !isPolling && dialect == Dialect.POSTGRESQL && PostgresNotifications.areAvailable(connection);
                return new JdbcRunStore(this, dialect, isNotified);
            } catch (SQLException failure) {
                throw Database.unavailable(failure);
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
