package dev.runcast.examples.jobs;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Work in a database that is done as a whole or not at all. */
final class Transaction {
    private Transaction() {}

    /** What is done in a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T in(Connection connection) throws SQLException, InterruptedException;
    }

    /** Commits when the work returns, and rolls back whatever it throws. */
    static <T> T in(DataSource database, Work<T> work) throws SQLException, InterruptedException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.in(connection);
                connection.commit();
                return result;
            } catch (Throwable failure) {
                rollBack(connection, failure);
                throw failure;
            }
        }
    }

    private static void rollBack(Connection connection, Throwable failure) {
        try {
            connection.rollback();
        } catch (SQLException lost) { // The database rolls back when a connection is lost.
            failure.addSuppressed(lost);
        }
    }
}
