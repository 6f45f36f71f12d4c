package dev.runcast.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runcast.server.ServerLimits;
import dev.runcast.server.store.LeaseLostException;
import dev.runcast.server.store.NewRun;
import dev.runcast.server.store.Redactor;
import dev.runcast.server.store.RunLease;
import dev.runcast.server.store.RunStore;
import dev.runcast.server.store.ThreadKey;
import dev.runcast.spring.app.App;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.sqlite.SQLiteDataSource;

/** What keeps the runs of an application, and what is seen of it. */
@Timeout(60)
class StoreBeansTest {
    private static final AutoConfigurations OURS = AutoConfigurations.of(
            RuncastAutoConfiguration.class,
            RuncastServerAutoConfiguration.class,
            RuncastStoreAutoConfiguration.class,
            RuncastStoreHealthAutoConfiguration.class,
            RuncastStoreMetricsAutoConfiguration.class);

    @TempDir
    private Path folder;

    private final ApplicationContextRunner contexts = new ApplicationContextRunner().withConfiguration(OURS);

    private DataSource file() {
        SQLiteDataSource file = new SQLiteDataSource();
        file.setUrl("jdbc:sqlite:" + folder.resolve("runs.db"));
        return file;
    }

    @Test
    void isTheMemoryByDefault() {
        contexts.withBean(DataSource.class, this::file)
                .run(context -> assertThat(context).doesNotHaveBean(RunStore.class));
    }

    @Test
    void isTheDatabaseOfTheApplication() {
        contexts.withPropertyValues("runcast.server.store=jdbc")
                .withBean(DataSource.class, this::file)
                .run(context -> {
                    assertThat(context.getBean(RunStore.class).isDurable()).isTrue();
                    assertThat(folder.resolve("runs.db")).exists();
                });
    }

    @Test
    void isABeanOfTheApplication() {
        RunStore own = RunStore.inMemory(ServerLimits.defaults());
        contexts.withPropertyValues("runcast.server.store=jdbc")
                .withBean(DataSource.class, this::file)
                .withBean("own", RunStore.class, () -> own)
                .run(context -> assertThat(context.getBean(RunStore.class)).isSameAs(own));
    }

    @Test
    void isAskedForWhereItIsMissing() {
        WebApplicationContextRunner served = new WebApplicationContextRunner()
                .withConfiguration(OURS)
                .withPropertyValues("runcast.server.expose=*", "runcast.server.store=jdbc");
        served.run(context -> assertThat(context.getStartupFailure())
                .hasMessageContaining("runcast.server.store")
                .hasMessageContaining("one DataSource bean"));
        served.withBean(DataSource.class, this::file)
                .withClassLoader(new FilteredClassLoader("dev.runcast.store.jdbc"))
                .run(context -> assertThat(context.getStartupFailure())
                        .hasMessageContaining("runcast-store-jdbc on the class path"));
        served.withPropertyValues("runcast.server.store=redis")
                .run(context ->
                        assertThat(context.getStartupFailure()).hasMessageContaining("spring-boot-starter-data-redis"));
    }

    @Test
    void comesAfterWhatItIsMadeOf() {
        AutoConfiguration order = RuncastStoreAutoConfiguration.class.getAnnotation(AutoConfiguration.class);
        assertThat(order.afterName())
                .hasSize(2)
                .allSatisfy(name -> assertThat(getClass().getResource("/" + name.replace('.', '/') + ".class"))
                        .isNotNull());
    }

    @Test
    void isMeasured() {
        contexts.withPropertyValues("runcast.server.store=jdbc")
                .withBean(DataSource.class, this::file)
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .run(context -> {
                    RunStore store = context.getBean(RunStore.class);
                    MeterRegistry meters = context.getBean(MeterRegistry.class);
                    ThreadKey thread = new ThreadKey("ada", UUID.randomUUID());
                    NewRun made = new NewRun(UUID.randomUUID(), thread, true, false, "work", "{}", "{}", "{}");
                    RunLease lease = store.create(made, Duration.ofMinutes(1)).lease();
                    store.append(lease, 1, List.of("{}", "{}"))
                            .toCompletableFuture()
                            .join();
                    store.renew(List.of(lease), Duration.ZERO);
                    store.claim(made.id(), Duration.ofMinutes(1));
                    store.renew(List.of(lease), Duration.ofMinutes(1));
                    assertThatThrownBy(() -> store.append(lease, 3, List.of("{}"))
                                    .toCompletableFuture()
                                    .join())
                            .hasCauseInstanceOf(LeaseLostException.class);

                    assertThat(meters.get("runcast.store.events").counter().count())
                            .isEqualTo(2);
                    assertThat(meters.get("runcast.store.appends")
                                    .tag("outcome", "success")
                                    .timer()
                                    .count())
                            .isEqualTo(1);
                    assertThat(meters.get("runcast.store.appends")
                                    .tag("outcome", "failure")
                                    .timer()
                                    .count())
                            .isEqualTo(1);
                    assertThat(meters.get("runcast.store.runs.taken").counter().count())
                            .isEqualTo(1);
                    assertThat(meters.get("runcast.store.leases.lost").counter().count())
                            .isEqualTo(1);
                });
    }

    @Test
    void isPartOfTheHealth() {
        contexts.withPropertyValues("runcast.server.store=jdbc")
                .withBean(DataSource.class, this::file)
                .run(context -> {
                    HealthIndicator health = context.getBean("runcastStoreHealthIndicator", HealthIndicator.class);
                    assertThat(health.health().getStatus()).isEqualTo(Status.UP);
                    try (Stream<Path> files = Files.list(folder)) {
                        for (Path file : files.toList()) {
                            Files.delete(file);
                        }
                    }
                    assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
                });
    }

    @Test
    void isRestartedWithTheApplication() throws Exception {
        String thread;
        try (ConfigurableApplicationContext context = start()) {
            thread = threadOf(client(context).post("/runnables/threads", "{}").body());
            String request = "{\"assistant_id\":\"shout\",\"input\":\"#4711\"}";
            assertThat(client(context)
                            .post("/runnables" + thread + "/runs/wait", request)
                            .body())
                    .contains("****");
        }
        try (ConfigurableApplicationContext context = start()) {
            assertThat(client(context).get("/runnables" + thread + "/state").body())
                    .contains("\"output\":\"****\"");
        }
    }

    private static String threadOf(String json) {
        return "/threads/" + json.replaceAll(".*\"thread_id\":\"([^\"]*)\".*", "$1");
    }

    private static Client client(ConfigurableApplicationContext context) {
        return new Client(((WebServerApplicationContext) context).getWebServer().getPort());
    }

    private ConfigurableApplicationContext start() {
        ApplicationContextInitializer<GenericApplicationContext> beans = context -> {
            context.registerBean(DataSource.class, this::file);
            context.registerBean(Redactor.class, () -> (part, json) -> json.replace("#4711", "****"));
        };
        return new SpringApplicationBuilder(App.class)
                .web(WebApplicationType.SERVLET)
                .initializers(beans)
                .properties(Map.of(
                        "server.port", "0",
                        "runcast.server.expose", "*",
                        "runcast.server.store", "jdbc",
                        "runcast.server.restartable", "shout",
                        "spring.autoconfigure.exclude", TestSecurity.AUTO_CONFIGURATIONS))
                .run();
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "RUNCAST_TEST_REDIS", matches = ".+")
    void isTheRedisOfTheApplication() {
        String[] address =
                System.getenv("RUNCAST_TEST_REDIS").replace("redis://", "").split(":");
        contexts.withPropertyValues("runcast.server.store=redis")
                .withBean(
                        LettuceConnectionFactory.class,
                        () -> new LettuceConnectionFactory(address[0], Integer.parseInt(address[1])))
                .run(context -> {
                    RunStore store = context.getBean(RunStore.class);
                    ThreadKey thread = new ThreadKey("ada", UUID.randomUUID());
                    assertThat(store.createThread(thread, "{}")).isTrue();
                    assertThat(store.thread(thread)).isPresent();
                });
    }
}
