package dev.runcast.examples.jobs;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.server.ClientPrincipal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** Imports products into a database: all of them or none, and once for each key. */
public class ProductImport {
    public record Product(String sku, String name, int price) {}

    public record Progress(int done, int total) {}

    private static final int BATCH = 100;

    private final DataSource database;

    public ProductImport(DataSource database) {
        this.database = database;
    }

    /**
     * Imports.
     *
     * @param key names this import. A client makes a new one for each import, and gives it again when it tries again
     */
    @Runnable(description = "Imports products, and returns how many.")
    @EmitsEvent(name = "progress", payload = Progress.class)
    public int importProducts(String key, List<Product> products, RunnableConfig config, ProductImportEvents events)
            throws SQLException, InterruptedException {
        String owner =
                ClientPrincipal.current(config).map(ClientPrincipal::name).orElse("nobody");
        return Transaction.in(database, connection -> {
            if (!claim(connection, owner, key, products.size())) {
                return earlierResult(connection, owner, key);
            }
            for (int done = 0; done < products.size(); ) {
                int next = Math.min(done + BATCH, products.size());
                insert(connection, owner, products.subList(done, next));
                done = next;
                events.progress(done, products.size());
                if (Thread.interrupted()) { // the run was cancelled
                    throw new InterruptedException("The import was cancelled.");
                }
            }
            return products.size();
        });
    }

    /** Waits while another import with this key goes on. Returns whether none has been committed. */
    private static boolean claim(Connection connection, String owner, String key, int products) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO imports (owner, key, products) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, owner);
            insert.setString(2, key);
            insert.setInt(3, products);
            return insert.executeUpdate() == 1;
        }
    }

    private static int earlierResult(Connection connection, String owner, String key) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT products FROM imports WHERE owner = ? AND key = ?")) {
            select.setString(1, owner);
            select.setString(2, key);
            try (ResultSet found = select.executeQuery()) {
                found.next();
                return found.getInt(1);
            }
        }
    }

    private static void insert(Connection connection, String owner, List<Product> products) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO products (owner, sku, name, price) VALUES (?, ?, ?, ?)")) {
            for (Product product : products) {
                insert.setString(1, owner);
                insert.setString(2, product.sku());
                insert.setString(3, product.name());
                insert.setInt(4, product.price());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
