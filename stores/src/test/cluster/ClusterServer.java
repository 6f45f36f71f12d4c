import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.server.RunnableServer;
import dev.runcast.server.ServerLimits;
import dev.runcast.server.store.RunStore;
import dev.runcast.store.jdbc.JdbcRunStore;
import dev.runcast.store.redis.RedisRunStore;
import io.lettuce.core.RedisClient;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.Map;

/** One server of a cluster. Its arguments are a port and the address of the store. It stops on SIGTERM. */
final class ClusterServer {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private ClusterServer() {}

    /** How many events a run emits, and how long it waits before each. */
    public record Count(int events, int pauseMillis) {}

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        TypedRunnable<Count, Integer> count = TypedRunnable.ofConfigured(
                RunnableDescriptor.builder("count")
                        .input(Count.class)
                        .output(Integer.class)
                        .build(),
                ClusterServer::count);
        RunnableServer.builder()
                .port(port)
                .store(store(arguments[1]))
                .limits(ServerLimits.builder().maxRuns(1024).maxRunsPerPrincipal(1024).build())
                .mount("/count", count)
                .mount("/again", count)
                .restartable("/again")
                .stopAtExit(PATIENCE)
                .start();
        System.out.println("ready");
        Thread.currentThread().join();
    }

    /** Emits events that carry their index. */
    private static int count(Count wanted, RunnableConfig config) throws InterruptedException {
        for (int i = 0; i < wanted.events(); i++) {
            Thread.sleep(wanted.pauseMillis());
            CustomEvents.dispatch("counted", Map.of("index", i), config);
        }
        return wanted.events();
    }

    private static RunStore store(String address) {
        if (address.startsWith("redis:")) {
            ClientResources resources = ClientResources.builder()
                    .reconnectDelay(Delay.constant(Duration.ofSeconds(1)))
                    .build();
            return RedisRunStore.builder(RedisClient.create(resources, address)).build();
        }
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(address);
        config.setConnectionTimeout(5_000);
        if (address.startsWith("jdbc:postgresql:")) {
            config.addDataSourceProperty("socketTimeout", 20);
            config.addDataSourceProperty("connectTimeout", 5);
        }
        config.setMaximumPoolSize(8);
        return JdbcRunStore.builder(new HikariDataSource(config)).build();
    }
}
