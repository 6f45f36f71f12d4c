package dev.runcast.store.jdbc;

import dev.runcast.server.store.EventPage;
import dev.runcast.server.store.EventsNotKeptException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table of events, and what the table of runs says of them. */
final class Events {
    private static final int TRIMMED_AT_ONCE = 1000;

    private final Database database;
    private final Dialect dialect;
    private final int maxEvents;
    private final long maxBytes;

    Events(Database database, int maxEvents, long maxBytes) {
        this.database = database;
        this.dialect = database.dialect();
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
    }

    /** Returns the heads of the runs that go on, which nobody else changes before the transaction ends. */
    Map<UUID, Head> lock(Transaction transaction, Collection<UUID> runs) throws SQLException {
        Map<UUID, Head> heads = new HashMap<>();
        transaction.query(
                row -> heads.put(Sql.uuid(row, "id"), new Head(row)),
                "SELECT id, run_key, epoch, first_event, last_event, kept_bytes FROM runcast_run WHERE id IN "
                        + Sql.parameters(runs.size()) + " AND lease_until IS NOT NULL ORDER BY id"
                        + dialect.forUpdate(),
                runs.toArray());
        return heads;
    }

    /** Writes what was added to heads. */
    void write(Transaction transaction, Collection<Head> heads) throws SQLException {
        try (PreparedStatement insert = transaction
                        .connection()
                        .prepareStatement("INSERT INTO runcast_event (run_key, number, event) VALUES (?, ?, ?)");
                PreparedStatement update = transaction
                        .connection()
                        .prepareStatement("UPDATE runcast_run SET first_event = ?, last_event = ?, kept_bytes = ?"
                                + " WHERE run_key = ? AND epoch = ?")) {
            for (Head head : heads) {
                long number = head.last - head.added.size();
                for (String event : head.added) {
                    number++;
                    Sql.bind(dialect, insert, head.key, number, event);
                    insert.addBatch();
                }
            }
            insert.executeBatch();
            for (Head head : heads) {
                trim(transaction, head);
                Sql.bind(dialect, update, head.first, head.last, head.bytes, head.key, head.epoch);
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /** Deletes the oldest events of a run that has too many, but for the last one. */
    private void trim(Transaction transaction, Head head) throws SQLException {
        long first = head.first;
        while (head.isOver(maxEvents, maxBytes)) {
            transaction.query(
                    row -> head.isOver(maxEvents, maxBytes) && head.removeFirst(row.getLong("size")),
                    "SELECT octet_length(event) AS size FROM runcast_event WHERE run_key = ? AND number >= ?"
                            + " ORDER BY number LIMIT " + TRIMMED_AT_ONCE,
                    head.key,
                    head.first);
        }
        if (head.first > first) {
            transaction.update("DELETE FROM runcast_event WHERE run_key = ? AND number < ?", head.key, head.first);
        }
    }

    /**
     * Returns events of a run.
     *
     * @param after the number of the last one that is not wanted
     * @param limit how many at most, 0 to look only whether they are there
     * @throws EventsNotKeptException if the next ones are not there
     */
    EventPage read(UUID run, long after, int limit) {
        // One statement, which sees the run and its events as they are at one time.
        return database.read(connection -> {
            try (PreparedStatement statement = Sql.prepare(
                            dialect,
                            connection,
                            "SELECT first_event, last_event, lease_until, event FROM runcast_run LEFT JOIN runcast_event"
                                    + " ON runcast_event.run_key = runcast_run.run_key AND number > ? AND number <= ?"
                                    + " WHERE id = ? ORDER BY number",
                            after,
                            after + limit,
                            run);
                    ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new EventsNotKeptException(after + 1, after);
                }
                long first = row.getLong("first_event");
                long last = row.getLong("last_event");
                if (after + 1 < first || after > last) {
                    throw new EventsNotKeptException(first, last);
                }
                boolean hasEnded = row.getString("lease_until") == null;
                List<String> events = new ArrayList<>();
                int size = 0;
                for (String event = row.getString("event");
                        event != null && size < EventPage.MAX_SIZE;
                        event = next(row)) {
                    events.add(event);
                    size += event.length();
                }
                return new EventPage(after + 1, events, hasEnded && after + events.size() == last);
            }
        });
    }

    private static @Nullable String next(ResultSet row) throws SQLException {
        return row.next() ? row.getString("event") : null;
    }

    /** What the table of runs says of the events of a run, and the events that are to be added. */
    static final class Head {
        private final long key;
        private final long epoch;
        private final List<String> added = new ArrayList<>();
        private long first;
        private long last;
        private long bytes;

        private Head(ResultSet row) throws SQLException {
            this.key = row.getLong("run_key");
            this.epoch = row.getLong("epoch");
            this.first = row.getLong("first_event");
            this.last = row.getLong("last_event");
            this.bytes = row.getLong("kept_bytes");
        }

        long epoch() {
            return epoch;
        }

        boolean hasMore() {
            return !added.isEmpty();
        }

        /**
         * Adds events, but for those that are there.
         *
         * @throws IllegalArgumentException if there would be a gap
         */
        void add(long number, List<String> events) {
            if (number > last + 1) {
                throw new IllegalArgumentException("The events " + (last + 1) + " to " + (number - 1)
                        + " of the run are missing. Append them first.");
            }
            for (String event : events.subList((int) Math.min(events.size(), last + 1 - number), events.size())) {
                added.add(event);
                last++;
                bytes += event.getBytes(StandardCharsets.UTF_8).length;
            }
        }

        private boolean isOver(int maxEvents, long maxBytes) {
            return first < last && (last - first + 1 > maxEvents || bytes > maxBytes);
        }

        private boolean removeFirst(long size) {
            first++;
            bytes -= size;
            return true;
        }
    }
}
