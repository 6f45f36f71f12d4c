package dev.runcast.store.jdbc;

import dev.runcast.server.store.ThreadKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Looks in the database for what has changed since the last time. For one thread. */
final class Poll {
    private static final int RUNS_AT_ONCE = 200;

    /** How long a transaction may take from noting the time to its end, in milliseconds. */
    private static final long OVERLAP = 5_000;

    private final Dialect dialect;
    private final Changes changes;

    /** How far the runs with readers were. */
    private Map<UUID, Progress> seen = Map.of();

    /** When it has looked the last time by the clock of the database, in milliseconds. */
    private long lookedAt = Long.MAX_VALUE;

    Poll(Dialect dialect, Changes changes) {
        this.dialect = dialect;
        this.changes = changes;
    }

    void look(Connection connection) throws SQLException {
        long now = Sql.query(dialect, connection, row -> row.getLong("now"), "SELECT " + dialect.now() + " AS now")
                .get(0);
        lookForEvents(connection);
        lookForCancellations(connection);
        lookForEnds(connection, Math.min(now, lookedAt) - OVERLAP);
        lookedAt = now;
    }

    private void lookForEvents(Connection connection) throws SQLException {
        Map<UUID, Progress> progress = new HashMap<>();
        changes.runsWithReaders().forEach(run -> progress.put(run, Progress.GONE));
        List<UUID> runs = new ArrayList<>(progress.keySet());
        for (int from = 0; from < runs.size(); from += RUNS_AT_ONCE) {
            List<UUID> some = runs.subList(from, Math.min(runs.size(), from + RUNS_AT_ONCE));
            Sql.query(
                    dialect,
                    connection,
                    row -> progress.put(
                            Sql.uuid(row, "id"),
                            new Progress(row.getLong("last_event"), row.getString("lease_until") == null)),
                    "SELECT id, last_event, lease_until FROM runcast_run WHERE id IN " + Sql.parameters(some.size()),
                    some.toArray());
        }
        Map<UUID, Progress> before = seen;
        seen = progress;
        progress.forEach((run, now) -> {
            if (!now.equals(before.get(run))) {
                changes.tellAgain(Change.events(run));
            }
        });
    }

    private void lookForCancellations(Connection connection) throws SQLException {
        Sql.query(
                        dialect,
                        connection,
                        row -> Sql.uuid(row, "id"),
                        "SELECT id FROM runcast_run WHERE is_cancelled AND lease_until IS NOT NULL")
                .forEach(run -> changes.tellAgain(Change.cancelled(run)));
    }

    private void lookForEnds(Connection connection, long since) throws SQLException {
        Sql.query(
                        dialect,
                        connection,
                        row -> Change.ended(
                                Sql.uuid(row, "id"), new ThreadKey(row.getString("owner"), Sql.uuid(row, "thread"))),
                        "SELECT id, owner, thread FROM runcast_run WHERE lease_until IS NULL AND updated_at >= ?",
                        since)
                .forEach(changes::tellAgain);
    }

    private record Progress(long lastEvent, boolean hasEnded) {
        /** Of a run that was deleted. */
        static final Progress GONE = new Progress(-1, true);
    }
}
