package dev.runcast.store.jdbc;

import dev.runcast.server.store.LeaseLostException;
import dev.runcast.server.store.NewRun;
import dev.runcast.server.store.RunEnd;
import dev.runcast.server.store.RunLease;
import dev.runcast.server.store.RunStatus;
import dev.runcast.server.store.StoredRun;
import dev.runcast.server.store.ThreadBusyException;
import dev.runcast.server.store.ThreadKey;
import dev.runcast.server.store.UnknownThreadException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The table of runs. A run that goes on has a lease, and one that has ended has none. */
final class Runs {
    private static final String SELECT = "SELECT * FROM runcast_run ";
    private static final String OWNED = " WHERE id = ? AND epoch = ? AND lease_until IS NOT NULL";
    private static final int DELETED_AT_ONCE = 100;

    private final Database database;
    private final Dialect dialect;
    private final Threads threads;
    private final Duration expiry;

    Runs(Database database, Duration expiry, Duration threadExpiry) {
        this.database = database;
        this.dialect = database.dialect();
        this.threads = new Threads(database, this, threadExpiry);
        this.expiry = expiry;
    }

    Threads threads() {
        return threads;
    }

    StoredRun create(NewRun run, Duration term) {
        return database.write(transaction -> {
            if (run.threadIsOwn()) {
                threads.createForRun(transaction, run.thread());
            }
            if (!threads.lock(transaction, run.thread())) {
                throw new UnknownThreadException(run.thread());
            }
            if (!run.waits()) {
                checkIdle(transaction, run);
            }
            return insert(transaction, run, term);
        });
    }

    private void checkIdle(Transaction transaction, NewRun run) throws SQLException {
        ThreadKey thread = run.thread();
        List<UUID> goingOn = transaction.query(
                row -> Sql.uuid(row, "id"),
                "SELECT id FROM runcast_run WHERE owner = ? AND thread = ? AND lease_until IS NOT NULL AND NOT is_orphan"
                        + " AND id <> ? ORDER BY run_key LIMIT 1",
                thread.owner(),
                thread.id(),
                run.id());
        if (!goingOn.isEmpty()) {
            throw new ThreadBusyException(goingOn.get(0));
        }
    }

    /** Inserts a run, which may be there already. */
    private StoredRun insert(Transaction transaction, NewRun run, Duration term) throws SQLException {
        String now = dialect.now();
        return transaction
                .query(
                        Runs::stored,
                        "INSERT INTO runcast_run (id, owner, thread, owns_thread, runnable, metadata, attributes, request, status,"
                                + " lease_until, created_at, updated_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'PENDING', " + now + " + ?, " + now + ", " + now
                                + ")"
                                // which changes nothing, and has the row returned
                                + " ON CONFLICT (id) DO UPDATE SET epoch = runcast_run.epoch RETURNING *",
                        run.id(),
                        run.thread().owner(),
                        run.thread().id(),
                        run.threadIsOwn(),
                        run.runnable(),
                        run.metadata(),
                        run.attributes(),
                        run.request(),
                        term.toMillis())
                .get(0);
    }

    void begin(RunLease lease) {
        int begun = database.write(transaction -> transaction.update(
                "UPDATE runcast_run SET status = 'RUNNING',"
                        + " updated_at = CASE WHEN status = 'RUNNING' THEN updated_at ELSE " + dialect.now() + " END"
                        + OWNED,
                lease.run(),
                lease.epoch()));
        if (begun == 0) {
            throw new LeaseLostException(lease);
        }
    }

    StoredRun end(RunLease lease, RunEnd end) {
        return database.write(transaction -> {
            List<Ended> ended = transaction.query(
                    row -> new Ended(stored(row), row.getBoolean("is_orphan")),
                    "UPDATE runcast_run SET status = ?, result = ?, state = ?, request = NULL, lease_until = NULL,"
                            + " updated_at = " + dialect.now() + OWNED + " RETURNING *",
                    end.status().name(),
                    end.result(),
                    end.state(),
                    lease.run(),
                    lease.epoch());
            if (ended.isEmpty()) {
                throw new LeaseLostException(lease);
            }
            StoredRun run = ended.get(0).run();
            if (ended.get(0).isOrphan()) {
                delete(transaction, run.id());
            } else {
                boolean hasFailed = end.status() == RunStatus.ERROR || end.status() == RunStatus.TIMEOUT;
                threads.ended(transaction, run.thread(), hasFailed, run.state().orElse(null), run.updatedAt());
            }
            transaction.changed(Change.ended(run.id(), run.thread()));
            return run;
        });
    }

    private record Ended(StoredRun run, boolean isOrphan) {}

    Set<RunLease> renew(Collection<RunLease> leases, Duration term) {
        if (leases.isEmpty()) {
            return Set.of();
        }
        // In one order for all, so that nobody waits for each other.
        List<RunLease> sorted = leases.stream()
                .sorted(Comparator.comparing(lease -> lease.run().toString()))
                .toList();
        return database.write(transaction -> {
            String sql = "UPDATE runcast_run SET lease_until = " + dialect.now() + " + ?" + OWNED;
            try (PreparedStatement statement = transaction.connection().prepareStatement(sql)) {
                for (RunLease lease : sorted) {
                    Sql.bind(dialect, statement, term.toMillis(), lease.run(), lease.epoch());
                    statement.addBatch();
                }
                int[] renewed = statement.executeBatch();
                Set<RunLease> lost = new HashSet<>();
                for (int i = 0; i < renewed.length; i++) {
                    if (renewed[i] == 0) {
                        lost.add(sorted.get(i));
                    }
                }
                return lost;
            }
        });
    }

    List<StoredRun> lost(int limit) {
        return select("WHERE lease_until <= " + dialect.now() + " ORDER BY lease_until, run_key LIMIT ?", limit);
    }

    Optional<StoredRun> claim(UUID run, Duration term) {
        return database
                .write(transaction -> transaction.query(
                        Runs::stored,
                        "UPDATE runcast_run SET epoch = epoch + 1, lease_until = " + dialect.now() + " + ?"
                                + " WHERE id = ? AND lease_until <= " + dialect.now() + " RETURNING *",
                        term.toMillis(),
                        run))
                .stream()
                .findFirst();
    }

    Optional<StoredRun> find(String owner, UUID run) {
        return select("WHERE id = ? AND owner = ?", run, owner).stream().findFirst();
    }

    List<StoredRun> ofThread(ThreadKey thread) {
        return select(
                "WHERE owner = ? AND thread = ? AND NOT is_orphan ORDER BY run_key DESC", thread.owner(), thread.id());
    }

    List<StoredRun> ofOwner(String owner, int limit) {
        return select("WHERE owner = ? ORDER BY run_key DESC LIMIT ?", owner, limit);
    }

    private List<StoredRun> select(String condition, Object... parameters) {
        return database.read(
                connection -> Sql.query(dialect, connection, Runs::stored, SELECT + condition, parameters));
    }

    void delete(UUID run) {
        database.write(transaction -> {
            delete(transaction, run);
            return run;
        });
    }

    private void delete(Transaction transaction, UUID run) throws SQLException {
        List<Deleted> deleted = transaction.query(
                row -> new Deleted(
                        row.getLong("run_key"),
                        thread(row),
                        row.getBoolean("owns_thread"),
                        row.getString("lease_until") != null),
                "DELETE FROM runcast_run WHERE id = ? RETURNING *",
                run);
        for (Deleted each : deleted) {
            transaction.update("DELETE FROM runcast_event WHERE run_key = ?", each.key());
            if (each.ownsThread()) {
                threads.deleteOfRun(transaction, each.thread());
            }
            transaction.changed(each.wentOn() ? Change.ended(run, each.thread()) : Change.events(run));
        }
    }

    private record Deleted(long key, ThreadKey thread, boolean ownsThread, boolean wentOn) {}

    /** Deletes the runs of a deleted thread that have ended, and has the others deleted when they end. */
    void leave(Transaction transaction, ThreadKey thread) throws SQLException {
        transaction.update(
                "UPDATE runcast_run SET is_orphan = TRUE WHERE owner = ? AND thread = ? AND lease_until IS NOT NULL",
                thread.owner(),
                thread.id());
        List<UUID> ended = transaction.query(
                row -> Sql.uuid(row, "id"),
                "SELECT id FROM runcast_run WHERE owner = ? AND thread = ? AND lease_until IS NULL",
                thread.owner(),
                thread.id());
        for (UUID run : ended) {
            delete(transaction, run);
        }
    }

    void cancel(UUID run) {
        database.write(transaction -> {
            if (transaction.update(
                            "UPDATE runcast_run SET is_cancelled = TRUE WHERE id = ? AND lease_until IS NOT NULL", run)
                    == 1) {
                transaction.changed(Change.cancelled(run));
            }
            return run;
        });
    }

    /** Deletes the runs that have ended for long enough. */
    void expire() {
        while (database.write(this::expireSome) == DELETED_AT_ONCE) {
            // There may be more.
        }
    }

    private int expireSome(Transaction transaction) throws SQLException {
        List<UUID> expired = transaction.query(
                row -> Sql.uuid(row, "id"),
                "SELECT id FROM runcast_run WHERE lease_until IS NULL AND updated_at <= " + dialect.now()
                        + " - ? ORDER BY updated_at LIMIT " + DELETED_AT_ONCE,
                expiry.toMillis());
        for (UUID run : expired) {
            delete(transaction, run);
        }
        return expired.size();
    }

    private static ThreadKey thread(ResultSet row) throws SQLException {
        return new ThreadKey(row.getString("owner"), Sql.uuid(row, "thread"));
    }

    private static StoredRun stored(ResultSet row) throws SQLException {
        RunStatus status = RunStatus.valueOf(row.getString("status"));
        return new StoredRun(
                Sql.uuid(row, "id"),
                thread(row),
                row.getString("runnable"),
                row.getString("metadata"),
                row.getString("attributes"),
                row.getString("request"),
                status,
                status.isEnd() ? new RunEnd(status, row.getString("result"), row.getString("state")) : null,
                row.getLong("epoch"),
                row.getLong("last_event"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("updated_at")));
    }
}
