package dev.runcast.store.jdbc;

import dev.runcast.server.store.StoredThread;
import dev.runcast.server.store.ThreadKey;
import dev.runcast.server.store.ThreadState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table of threads. */
final class Threads {
    private static final String IS_BUSY = """
            EXISTS (SELECT 1 FROM runcast_run
                WHERE runcast_run.owner = runcast_thread.owner AND runcast_run.thread = runcast_thread.id
                AND lease_until IS NOT NULL AND NOT is_orphan)""";

    private static final String SELECT = "SELECT runcast_thread.*, " + IS_BUSY + " AS is_busy FROM runcast_thread ";

    private static final int DELETED_AT_ONCE = 100;

    private final Database database;
    private final Dialect dialect;
    private final Runs runs;
    private final Duration expiry;

    Threads(Database database, Runs runs, Duration expiry) {
        this.database = database;
        this.dialect = database.dialect();
        this.runs = runs;
        this.expiry = expiry;
    }

    boolean create(ThreadKey key, String metadata) {
        return database.write(transaction -> insert(transaction, key, metadata, false));
    }

    private boolean insert(Transaction transaction, ThreadKey key, String metadata, boolean isOfOneRun)
            throws SQLException {
        String now = dialect.now();
        return transaction.update(
                        "INSERT INTO runcast_thread (owner, id, metadata, is_of_one_run, created_at, updated_at, used_at)"
                                + " VALUES (?, ?, ?, ?, " + now + ", " + now + ", " + now + ")"
                                + " ON CONFLICT (owner, id) DO NOTHING",
                        key.owner(),
                        key.id(),
                        metadata,
                        isOfOneRun)
                == 1;
    }

    boolean copy(ThreadKey key, UUID copy) {
        String now = dialect.now();
        String state = "state_run, state_runnable, state_metadata, state_values, state_at";
        return database.write(transaction -> transaction.update(
                        "INSERT INTO runcast_thread (owner, id, metadata, is_of_one_run, " + state
                                + ", created_at, updated_at, used_at)"
                                + " SELECT owner, ?, metadata, FALSE, " + state + ", " + now + ", " + now + ", " + now
                                + " FROM runcast_thread WHERE owner = ? AND id = ?"
                                + " ON CONFLICT (owner, id) DO NOTHING",
                        copy,
                        key.owner(),
                        key.id())
                == 1);
    }

    /** Creates a thread of one run. */
    void createForRun(Transaction transaction, ThreadKey key) throws SQLException {
        insert(transaction, key, "{}", true);
    }

    /** Keeps others from creating runs in a thread and from deleting it, and returns whether it is there. */
    boolean lock(Transaction transaction, ThreadKey key) throws SQLException {
        return transaction.update(
                        "UPDATE runcast_thread SET updated_at = " + dialect.now() + ", used_at = " + dialect.now()
                                + " WHERE owner = ? AND id = ?",
                        key.owner(),
                        key.id())
                == 1;
    }

    Optional<StoredThread> find(ThreadKey key) {
        Optional<Found> found = database
                .read(connection -> Sql.query(
                        dialect,
                        connection,
                        row -> new Found(read(row), row.getBoolean("is_unused")),
                        "SELECT runcast_thread.*, " + IS_BUSY + " AS is_busy, used_at < " + dialect.now()
                                + " - ? AS is_unused FROM runcast_thread WHERE owner = ? AND id = ?",
                        usesTellApart(),
                        key.owner(),
                        key.id()))
                .stream()
                .findFirst();
        if (found.isPresent() && found.get().isUnused()) {
            database.write(transaction -> transaction.update(
                    "UPDATE runcast_thread SET used_at = " + dialect.now() + " WHERE owner = ? AND id = ?",
                    key.owner(),
                    key.id()));
        }
        return found.map(Found::thread);
    }

    /** How far two uses are apart of which both are noted: not every question is to write. */
    private long usesTellApart() {
        return expiry.toMillis() / 100;
    }

    private record Found(StoredThread thread, boolean isUnused) {}

    List<StoredThread> ofOwner(String owner) {
        return database.read(connection ->
                Sql.query(dialect, connection, Threads::read, SELECT + "WHERE owner = ? AND NOT is_of_one_run", owner));
    }

    boolean replaceMetadata(ThreadKey key, String expected, String metadata) {
        return database.write(transaction -> transaction.update(
                        "UPDATE runcast_thread SET metadata = ?, updated_at = " + dialect.now() + ", used_at = "
                                + dialect.now() + " WHERE owner = ? AND id = ? AND metadata = ?",
                        metadata,
                        key.owner(),
                        key.id(),
                        expected)
                == 1);
    }

    void delete(ThreadKey key) {
        database.write(transaction -> {
            if (transaction.update("DELETE FROM runcast_thread WHERE owner = ? AND id = ?", key.owner(), key.id())
                    == 1) {
                runs.leave(transaction, key);
            }
            return key;
        });
    }

    /** Notes how a run of a thread has ended. */
    void ended(Transaction transaction, ThreadKey key, boolean hasFailed, @Nullable ThreadState state, Instant now)
            throws SQLException {
        long time = now.toEpochMilli();
        transaction.update(
                "UPDATE runcast_thread SET has_failed = ?, updated_at = ?, used_at = ? WHERE owner = ? AND id = ?",
                hasFailed,
                time,
                time,
                key.owner(),
                key.id());
        if (state != null) {
            transaction.update(
                    "UPDATE runcast_thread SET state_run = ?, state_runnable = ?, state_metadata = ?, state_values = ?,"
                            + " state_at = ? WHERE owner = ? AND id = ?",
                    state.run(),
                    state.runnable(),
                    state.metadata(),
                    state.values(),
                    state.createdAt().toEpochMilli(),
                    key.owner(),
                    key.id());
        }
    }

    /** Deletes the thread of a run that is deleted, if that brought it. */
    void deleteOfRun(Transaction transaction, ThreadKey key) throws SQLException {
        transaction.update(
                "DELETE FROM runcast_thread WHERE owner = ? AND id = ? AND is_of_one_run", key.owner(), key.id());
    }

    /** Deletes the threads that have been idle for long enough, and their runs. */
    void expire() {
        while (database.write(this::expireSome) == DELETED_AT_ONCE) {
            // There may be more.
        }
    }

    private int expireSome(Transaction transaction) throws SQLException {
        String isIdle = "NOT is_of_one_run AND used_at <= " + dialect.now() + " - ? AND NOT " + IS_BUSY;
        List<ThreadKey> idle = transaction.query(
                Threads::key,
                "SELECT owner, id FROM runcast_thread WHERE " + isIdle + " ORDER BY used_at LIMIT " + DELETED_AT_ONCE,
                expiry.toMillis());
        for (ThreadKey key : idle) {
            // It may have been used in the meantime.
            if (transaction.update(
                            "DELETE FROM runcast_thread WHERE owner = ? AND id = ? AND " + isIdle,
                            key.owner(),
                            key.id(),
                            expiry.toMillis())
                    == 1) {
                runs.leave(transaction, key);
            }
        }
        return idle.size();
    }

    private static ThreadKey key(ResultSet row) throws SQLException {
        return new ThreadKey(row.getString("owner"), Sql.uuid(row, "id"));
    }

    private static StoredThread read(ResultSet row) throws SQLException {
        return new StoredThread(
                key(row),
                row.getString("metadata"),
                row.getBoolean("is_of_one_run"),
                row.getBoolean("is_busy"),
                row.getBoolean("has_failed"),
                state(row),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("updated_at")));
    }

    private static @Nullable ThreadState state(ResultSet row) throws SQLException {
        String run = row.getString("state_run");
        return run == null
                ? null
                : new ThreadState(
                        UUID.fromString(run),
                        row.getString("state_runnable"),
                        row.getString("state_metadata"),
                        row.getString("state_values"),
                        Instant.ofEpochMilli(row.getLong("state_at")));
    }
}
