package dev.runcast.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A transaction, and what others want to know of it. */
final class Transaction {
    private final Connection connection;
    private final Dialect dialect;
    private final List<Change> changes = new ArrayList<>();

    Transaction(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    Connection connection() {
        return connection;
    }

    List<Change> changes() {
        return changes;
    }

    /** Notes a change that others are told of when the transaction is committed. */
    void changed(Change change) {
        changes.add(change);
    }

    /** Changes rows, and returns how many. */
    int update(String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = Sql.prepare(dialect, connection, sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    /** Returns what is made of each row of a query, or of each changed row. */
    <T> List<T> query(Sql.Row<T> row, String sql, @Nullable Object... parameters) throws SQLException {
        return Sql.query(dialect, connection, row, sql, parameters);
    }
}
