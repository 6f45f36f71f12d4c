package dev.runcast.store.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The tables of the store, in versions. Each version is a file of SQL beside this class, which writes down its number. */
final class Schema {
    private static final List<String> FILES = List.of("V1__runs.sql");

    private Schema() {}

    /** Applies the files that have not been applied. */
    static void apply(Database database) {
        database.prepare();
        database.write(transaction -> {
            Connection connection = transaction.connection();
            database.dialect().lockSchema(connection);
            for (int version = version(database.dialect(), connection); version < FILES.size(); version++) {
                for (String sql : statements(database.dialect(), FILES.get(version))) {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute(sql);
                    }
                }
            }
            return connection;
        });
    }

    /**
     * Checks that the tables are there.
     *
     * @throws IllegalStateException if they are not, or of another version
     */
    static void check(Database database) {
        int version = database.read(connection -> version(database.dialect(), connection));
        if (version < FILES.size()) {
            throw new IllegalStateException("The database has version " + version + " of the tables of runs, and not "
                    + FILES.size() + ". Apply the files " + String.join(", ", FILES.subList(version, FILES.size()))
                    + ", which are in the jar in the folder " + folder(database.dialect())
                    + ", or leave applySchema as it is.");
        }
        if (version > FILES.size()) {
            throw new IllegalStateException("The database has version " + version
                    + " of the tables of runs, which a later release of runcast-store-jdbc has made. This one knows version "
                    + FILES.size() + ". Use the later release.");
        }
    }

    private static int version(Dialect dialect, Connection connection) throws SQLException {
        if (!dialect.hasSchema(connection)) {
            return 0;
        }
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT COALESCE(MAX(version), 0) FROM runcast_schema")) {
            result.next();
            return result.getInt(1);
        }
    }

    private static List<String> statements(Dialect dialect, String file) {
        String path = "/" + folder(dialect) + "/" + file;
        try (InputStream stream = Objects.requireNonNull(Schema.class.getResourceAsStream(path), path)) {
            String sql = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return List.of(sql.strip().split(";\\R+|;$"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String folder(Dialect dialect) {
        return "dev/runcast/store/jdbc/" + dialect.name().toLowerCase(Locale.ROOT);
    }
}
