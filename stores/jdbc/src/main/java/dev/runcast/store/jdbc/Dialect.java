package dev.runcast.store.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** What differs between the databases. */
enum Dialect {
    /** Has one writer at a time. Its transactions take that place at their beginning, since they cannot wait for it later. */
    SQLITE("CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)", "", 1) {
        @Override
        Object uuid(UUID id) {
            return id.toString();
        }

        @Override
        void begin(Connection connection) throws SQLException {
            execute(connection, "BEGIN IMMEDIATE");
        }

        @Override
        void commit(Connection connection) throws SQLException {
            execute(connection, "COMMIT");
        }

        @Override
        void rollback(Connection connection) throws SQLException {
            execute(connection, "ROLLBACK");
        }

        @Override
        void prepare(Connection connection) throws SQLException {
            // Readers do not wait for the writer then. The file remembers it.
            execute(connection, "PRAGMA journal_mode = WAL");
        }

        @Override
        boolean hasSchema(Connection connection) throws SQLException {
            return isTrue(connection, "SELECT count(*) FROM sqlite_master WHERE name = 'runcast_schema'");
        }

        @Override
        void lockSchema(Connection connection) {
            // The transaction is the only one that writes.
        }
    },

    POSTGRESQL("CAST(EXTRACT(EPOCH FROM now()) * 1000 AS BIGINT)", " FOR UPDATE", 2) {
        @Override
        Object uuid(UUID id) {
            return id;
        }

        @Override
        void begin(Connection connection) throws SQLException {
            connection.setAutoCommit(false);
            // A server that stands still in a transaction holds its locks, by which others cannot take its runs over.
            execute(connection, "SET LOCAL idle_in_transaction_session_timeout = " + MAX_IDLE_MILLIS);
        }

        @Override
        void commit(Connection connection) throws SQLException {
            connection.commit();
            connection.setAutoCommit(true);
        }

        @Override
        void rollback(Connection connection) throws SQLException {
            connection.rollback();
            connection.setAutoCommit(true);
        }

        @Override
        void prepare(Connection connection) {
            // There is nothing to prepare.
        }

        @Override
        boolean hasSchema(Connection connection) throws SQLException {
            return isTrue(connection, "SELECT to_regclass('runcast_schema') IS NOT NULL");
        }

        @Override
        void lockSchema(Connection connection) throws SQLException {
            execute(connection, "SELECT pg_advisory_xact_lock(7234916033587120)");
        }
    };

    /** Shorter than a lease. */
    private static final int MAX_IDLE_MILLIS = 5_000;

    private final String now;
    private final String forUpdate;
    private final int writers;

    Dialect(String now, String forUpdate, int writers) {
        this.now = now;
        this.forUpdate = forUpdate;
        this.writers = writers;
    }

    /** Returns the dialect that a database speaks. */
    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "SQLite" -> SQLITE;
            case "PostgreSQL" -> POSTGRESQL;
            default ->
                throw new IllegalArgumentException(
                        "The data source is of " + product + ". Give one of PostgreSQL or SQLite.");
        };
    }

    /** Returns SQL for the time by the clock of the database, in milliseconds. It is the same all through a statement. */
    String now() {
        return now;
    }

    /** Returns what ends a query whose rows nobody else may change before the transaction ends. */
    String forUpdate() {
        return forUpdate;
    }

    /** Returns how many threads can write at once with profit. */
    int writers() {
        return writers;
    }

    /** Returns the value of an id for a parameter. As a string it is read in any dialect. */
    abstract Object uuid(UUID id);

    /** Begins a transaction that writes. */
    abstract void begin(Connection connection) throws SQLException;

    abstract void commit(Connection connection) throws SQLException;

    abstract void rollback(Connection connection) throws SQLException;

    /** Sets what a new database needs. */
    abstract void prepare(Connection connection) throws SQLException;

    abstract boolean hasSchema(Connection connection) throws SQLException;

    /** Has others wait who want to create the tables until the transaction ends. */
    abstract void lockSchema(Connection connection) throws SQLException;

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static boolean isTrue(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            return result.next() && result.getBoolean(1);
        }
    }
}
