package dev.runcast.store.redis;

import dev.runcast.server.store.RunStore;
import dev.runcast.store.testkit.Retention;
import dev.runcast.store.testkit.RunStoreContract;
import io.lettuce.core.RedisClient;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Two servers on one Redis, which the script src/test/redis/run starts. */
@EnabledIfEnvironmentVariable(named = RedisRunStoreTest.URL, matches = ".+")
class RedisRunStoreTest extends RunStoreContract {
    static final String URL = "RUNCAST_TEST_REDIS";

    private final List<RedisClient> clients = new ArrayList<>();

    private String prefix;

    @Override
    protected RunStore open(Retention retention) {
        prefix = "test:" + UUID.randomUUID() + ":";
        return connect(retention);
    }

    @Override
    protected RunStore openAnother(RunStore store, Retention retention) {
        return connect(retention);
    }

    private RunStore connect(Retention retention) {
        RedisClient client = RedisClient.create(System.getenv(URL));
        clients.add(client);
        return RedisRunStore.builder(client)
                .prefix(prefix)
                .finishedRunExpiry(retention.endedRuns())
                .threadExpiry(retention.idleThreads())
                .maxEventsPerRun(retention.eventsPerRun())
                .build();
    }

    @AfterEach
    void closeClients() {
        clients.forEach(RedisClient::shutdown);
    }
}
