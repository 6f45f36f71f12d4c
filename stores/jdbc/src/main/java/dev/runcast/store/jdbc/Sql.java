package dev.runcast.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Statements with parameters. */
final class Sql {
    private Sql() {}

    static PreparedStatement prepare(Dialect dialect, Connection connection, String sql, @Nullable Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            bind(dialect, statement, parameters);
            return statement;
        } catch (SQLException | RuntimeException failure) {
            statement.close();
            throw failure;
        }
    }

    static void bind(Dialect dialect, PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object parameter = parameters[i];
            statement.setObject(i + 1, parameter instanceof UUID id ? dialect.uuid(id) : parameter);
        }
    }

    /** Returns what is made of each row. */
    static <T> List<T> query(
            Dialect dialect, Connection connection, Row<T> row, String sql, @Nullable Object... parameters)
            throws SQLException {
        List<T> rows = new ArrayList<>();
        try (PreparedStatement statement = prepare(dialect, connection, sql, parameters);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                rows.add(row.read(result));
            }
        }
        return rows;
    }

    static UUID uuid(ResultSet row, String column) throws SQLException {
        return UUID.fromString(row.getString(column));
    }

    /** Returns a list of as many parameters, in parentheses. */
    static String parameters(int count) {
        return "(" + "?, ".repeat(count - 1) + "?)";
    }

    /** Makes something of the row that a result is at. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }
}
