package dev.runcast.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.runcast.server.store.RunStore;
import dev.runcast.store.testkit.Retention;
import dev.runcast.store.testkit.RunStoreContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one file. */
class SqliteRunStoreTest extends RunStoreContract {
    @TempDir
    private Path folder;

    private final List<HikariDataSource> pools = new ArrayList<>();

    private int files;

    @Override
    protected RunStore open(Retention retention) {
        files++;
        return openFile(retention);
    }

    @Override
    protected RunStore openAnother(RunStore store, Retention retention) {
        return openFile(retention);
    }

    private RunStore openFile(Retention retention) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:sqlite:" + folder.resolve("runs" + files + ".db"));
        config.setMaximumPoolSize(4);
        HikariDataSource pool = new HikariDataSource(config);
        pools.add(pool);
        return JdbcRunStore.builder(pool)
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
