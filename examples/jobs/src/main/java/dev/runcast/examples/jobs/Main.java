package dev.runcast.examples.jobs;

import dev.runcast.server.ClientPrincipal;
import dev.runcast.server.RunnableServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Serves the import: {@code Main <JDBC URL> <port>}. */
public final class Main {
    /** Who may come. A program has these elsewhere. */
    private static final Map<String, ClientPrincipal> USERS =
            Map.of("token-of-ada", ClientPrincipal.of("ada"), "token-of-bob", ClientPrincipal.of("bob"));

    private Main() {}

    public static void main(String[] args) throws IOException, SQLException {
        DataSource database = database(args[0]);
        createTables(database);
        System.out.println(serve(database, Integer.parseInt(args[1])).uri());
    }

    /** Returns a data source without a pool. A program takes one with a pool, such as HikariCP's. */
    static DataSource database(String url) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(url);
        return database;
    }

    static void createTables(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE IF NOT EXISTS imports (
                      owner text NOT NULL,
                      key text NOT NULL,
                      products integer NOT NULL,
                      PRIMARY KEY (owner, key)
                    );
                    CREATE TABLE IF NOT EXISTS products (
                      owner text NOT NULL,
                      sku text NOT NULL,
                      name text NOT NULL,
                      price integer NOT NULL CHECK (price >= 0),
                      PRIMARY KEY (owner, sku)
                    )""");
        }
    }

    static RunnableServer serve(DataSource database, int port) throws IOException {
        var productImport = new ProductImportRunnables(new ProductImport(database));
        return RunnableServer.builder()
                .port(port)
                .authenticator(request -> request.header("Authorization")
                        .filter(header -> header.startsWith("Bearer "))
                        .map(header -> USERS.get(header.substring("Bearer ".length()))))
                .mount("/import", productImport.importProductsRunnable())
                .stopAtExit(Duration.ofSeconds(20))
                .start();
    }
}
