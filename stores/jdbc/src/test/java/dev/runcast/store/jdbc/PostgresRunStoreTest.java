package dev.runcast.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.runcast.server.store.RunStore;
import dev.runcast.store.testkit.Retention;
import dev.runcast.store.testkit.RunStoreContract;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Two servers on one PostgreSQL, which the script src/test/postgresql/run starts. */
@EnabledIfEnvironmentVariable(named = PostgresRunStoreTest.URL, matches = ".+")
class PostgresRunStoreTest {
    static final String URL = "RUNCAST_TEST_POSTGRESQL";

    @Test
    void endsTransactionsThatStandStillAsTheirServerDoes() throws SQLException {
        try (Connection connection = DriverManager.getConnection(System.getenv(URL))) {
            assertThat(longestPause(connection)).isEqualTo("0");
            Dialect.POSTGRESQL.begin(connection);
            assertThat(longestPause(connection)).isEqualTo("5s");
            Dialect.POSTGRESQL.commit(connection);
            assertThat(longestPause(connection)).isEqualTo("0");
        }
    }

    private static String longestPause(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet shown = statement.executeQuery("SHOW idle_in_transaction_session_timeout")) {
            shown.next();
            return shown.getString(1);
        }
    }

    @Nested
    class Notified extends Contract {
        @Override
        JdbcRunStore.Builder configure(JdbcRunStore.Builder builder) {
            return builder;
        }
    }

    @Nested
    class Polling extends Contract {
        @Override
        JdbcRunStore.Builder configure(JdbcRunStore.Builder builder) {
            return builder.polling(Duration.ofMillis(20));
        }
    }

    abstract static class Contract extends RunStoreContract {
        private final List<HikariDataSource> pools = new ArrayList<>();

        private String schema;

        abstract JdbcRunStore.Builder configure(JdbcRunStore.Builder builder);

        @Override
        protected RunStore open(Retention retention) throws SQLException {
            schema = "test_" + UUID.randomUUID().toString().replace('-', '_');
            try (Connection connection = DriverManager.getConnection(System.getenv(URL));
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE SCHEMA " + schema);
            }
            return openSchema(retention);
        }

        @Override
        protected RunStore openAnother(RunStore store, Retention retention) {
            return openSchema(retention);
        }

        private RunStore openSchema(Retention retention) {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(System.getenv(URL));
            config.setSchema(schema);
            config.setMaximumPoolSize(8);
            config.setMinimumIdle(0);
            HikariDataSource pool = new HikariDataSource(config);
            pools.add(pool);
            return configure(JdbcRunStore.builder(pool))
                    .finishedRunExpiry(retention.endedRuns())
                    .threadExpiry(retention.idleThreads())
                    .maxEventsPerRun(retention.eventsPerRun())
                    .build();
        }

        @AfterEach
        void closePools() {
            pools.forEach(HikariDataSource::close);
        }
    }
}
