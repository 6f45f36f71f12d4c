package dev.runcast.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.annotations.Runnable;
import dev.runcast.server.AgUiEvent;
import dev.runcast.server.ServerLimits;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** When runnables are served, which, and what is said of properties that are wrong. */
class ServerPropertiesTest {
    private static final AutoConfigurations OURS =
            AutoConfigurations.of(RuncastAutoConfiguration.class, RuncastServerAutoConfiguration.class);

    private final WebApplicationContextRunner contexts =
            new WebApplicationContextRunner().withConfiguration(OURS).withBean("shop", Shop.class);

    static class Shop {
        @Runnable
        public String sell(String what) {
            return what;
        }

        @Runnable
        public String buy(String what) {
            return what;
        }
    }

    static class OtherShop {
        @Runnable
        public String sell(String what) {
            return what;
        }
    }

    static class TwinShop {
        @Runnable(name = "trade")
        public String sell(String what) {
            return what;
        }

        @Runnable(name = "trade")
        public String buy(String what) {
            return what;
        }
    }

    @Test
    void nothingIsServedUnlessItIsNamed() {
        contexts.run(context -> assertThat(context).doesNotHaveBean(ServedRunnables.class));
        contexts.withPropertyValues("runcast.server.expose=")
                .run(context -> assertThat(context).doesNotHaveBean(ServedRunnables.class));
    }

    @Test
    void nothingIsServedWithoutAWebServer() {
        new ApplicationContextRunner()
                .withConfiguration(OURS)
                .withPropertyValues("runcast.server.expose=*")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ServedRunnables.class));
    }

    @Test
    void aListMayBeWrittenInSeveralProperties() {
        contexts.withPropertyValues("runcast.server.expose[0]=sell", "runcast.server.expose[1]=buy")
                .run(context -> assertThat(context).hasSingleBean(ServedRunnables.class));
    }

    @Test
    void namesNobodyHasAreRefused() {
        contexts.withPropertyValues("runcast.server.expose=sel")
                .run(context -> assertThat(description(context))
                        .contains(
                                "runcast.server.expose", "'sel'", "No runnable has this name. There are: buy, sell."));
    }

    interface Keeping {
        String keep();
    }

    static class Keeper implements Keeping {
        @Override
        @Runnable
        public String keep() {
            return "kept";
        }

        @Async
        public void later() {}
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    static class JdkProxies {}

    @Test
    void wrappersThatCannotBeMadeDoNotHinderOthers() {
        WebApplicationContextRunner withProxy =
                contexts.withBean("keeper", Keeper.class).withUserConfiguration(JdkProxies.class);
        withProxy
                .withPropertyValues("runcast.server.expose=sell")
                .run(context -> assertThat(context).hasNotFailed());
        withProxy
                .withPropertyValues("runcast.server.expose=keep")
                .run(context -> assertThat(description(context))
                        .contains("No runnable has this name.", "The bean \"keeper\" is a JDK proxy"));
        withProxy
                .withPropertyValues("runcast.server.expose=*")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("The bean \"keeper\" is a JDK proxy"));
    }

    @Test
    void namesThatTwoHaveAreRefusedUnlessTheyAreNotServed() {
        contexts.withBean("other", OtherShop.class)
                .withPropertyValues("runcast.server.expose=*")
                .run(context -> assertThat(description(context))
                        .contains(
                                "Two runnables have this name: of the beans \"shopRunnables\" and \"otherRunnables\".",
                                "@Runnable(name = …)"));
        contexts.withBean("other", OtherShop.class)
                .withPropertyValues("runcast.server.expose=buy")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void namesThatTwoOfOneBeanHaveAreRefused() {
        contexts.withBean("twins", TwinShop.class)
                .withPropertyValues("runcast.server.expose=trade")
                .run(
                        context -> assertThat(description(context))
                                .contains(
                                        "Two runnables have this name: of the beans \"twinsRunnables\" and \"twinsRunnables\"."));
        contexts.withBean("twins", TwinShop.class)
                .withPropertyValues("runcast.server.expose=buy")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            path=runnables                | Give one as in /runnables
            path=/                        | Give one as in /runnables
            path=/runnables/              | Give one as in /runnables
            config-keys=tag               | A config has no "tag" that clients could send.
            hosts=https://example.com     | "https://example.com" is no name of a host.
            protocols=                    | There is no protocol to serve. Name one or more.
            limits.max-runs=0             | maxRuns is 0. Give it 1 or more.
            limits.max-runs-per-principal=0 | maxRunsPerPrincipal is 0. Give it 1 or more.
            limits.max-requests-per-minute=0 | maxRequestsPerMinute is 0. Give it 1 or more.
            limits.max-body-size=0        | maxBodyBytes is 0. Give it 1 or more.
            limits.max-request-size=0     | maxRequestBytes is 0. Give it 1 or more.
            limits.heartbeat=0s           | heartbeat is PT0S. Give it a millisecond or more.
            limits.thread-expiry=-1s      | threadExpiry is PT-1S. Give it a millisecond or more.
            """)
    void valuesThatAreWrongAreRefused(String property, String message) {
        contexts.withPropertyValues("runcast.server.expose=*", "runcast.server." + property)
                .run(context -> assertThat(description(context))
                        .startsWith("runcast.server." + property.split("=")[0] + " = ")
                        .contains(message));
    }

    @Test
    void eventsOfAgUiAreBoundByTheirNames() {
        Map<String, String> properties = Map.of("runcast.server.ag-ui-events.progress", "activity-snapshot");
        assertThat(new Binder(new MapConfigurationPropertySource(properties))
                        .bindOrCreate("runcast.server", Bindable.of(RuncastServerProperties.class))
                        .agUiEvents())
                .containsExactly(Map.entry("progress", AgUiEvent.ACTIVITY_SNAPSHOT));
    }

    @Test
    void aLivePageWithoutItsProtocolIsRefused() {
        contexts.withPropertyValues(
                        "runcast.server.expose=*",
                        "runcast.server.protocols=lang-graph,ag-ui",
                        "runcast.server.live-page=true")
                .run(context -> assertThat(description(context))
                        .contains("runcast.server.live-page = 'true'", "The live page speaks LangServe's protocol"));
    }

    /** What Spring Boot prints instead of the stack trace of such an exception. */
    private static String description(AssertableWebApplicationContext context) {
        assertThat(context).hasFailed();
        Throwable cause = context.getStartupFailure();
        while (!(cause instanceof InvalidConfigurationPropertyValueException invalid)) {
            assertThat(cause).as("cause of the failure").isNotNull();
            cause = cause.getCause();
        }
        return invalid.getName() + " = '" + invalid.getValue() + "': " + invalid.getReason();
    }

    @Test
    void limitsAreThoseOfAServerUnlessTheyAreSet() {
        RuncastServerProperties.Limits limits = new Binder(new MapConfigurationPropertySource())
                .bindOrCreate("runcast.server", Bindable.of(RuncastServerProperties.class))
                .limits();
        ServerLimits expected = ServerLimits.defaults();
        assertThat(List.of(
                        limits.maxBodySize().toBytes(),
                        limits.maxRuns(),
                        Objects.requireNonNullElse(limits.maxRunsPerPrincipal(), expected.maxRunsPerPrincipal()),
                        limits.readTimeout(),
                        limits.runTimeout(),
                        limits.writeTimeout(),
                        limits.heartbeat(),
                        limits.maxReplayEvents(),
                        limits.maxReplaySize().toBytes(),
                        limits.maxKeptSize().toBytes(),
                        limits.maxFinishedRuns(),
                        limits.finishedRunExpiry(),
                        limits.maxThreads(),
                        limits.threadExpiry()))
                .containsExactly(
                        (long) expected.maxBodyBytes(),
                        expected.maxRuns(),
                        expected.maxRuns() / 4,
                        expected.readTimeout(),
                        expected.runTimeout(),
                        expected.writeTimeout(),
                        expected.heartbeat(),
                        expected.maxReplayEvents(),
                        expected.maxReplayBytes(),
                        expected.maxKeptBytes(),
                        expected.maxFinishedRuns(),
                        expected.finishedRunExpiry(),
                        expected.maxThreads(),
                        expected.threadExpiry());
    }

    @Test
    void editorsKnowTheProperties() throws Exception {
        try (InputStream file =
                RuncastServerProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            JsonNode metadata = JsonMapper.shared().readTree(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            assertThat(metadata.get("properties")).hasSize(31).allSatisfy(property -> {
                assertThat(property.get("name").asString()).startsWith("runcast.server.");
                assertThat(property.get("description").asString()).endsWith(".");
                assertThat(property.get("type").asString()).isNotEmpty();
            });
            assertThat(metadata.get("properties")).anySatisfy(property -> {
                assertThat(property.get("name").asString()).isEqualTo("runcast.server.path");
                assertThat(property.get("defaultValue").asString()).isEqualTo("/runnables");
            });
        }
    }
}
