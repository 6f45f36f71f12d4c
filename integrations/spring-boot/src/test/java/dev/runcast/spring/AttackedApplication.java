package dev.runcast.spring;

import dev.runcast.runtime.TypedRunnable;
import dev.runcast.server.Authenticator;
import dev.runcast.server.attack.Attacked;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import org.apache.coyote.AbstractProtocol;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

/** An application that is attacked, until its input ends. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class AttackedApplication {
    /**
     * Starts the application.
     *
     * @param arguments those of {@link Attacked#of}
     */
    public static void main(String[] arguments) throws Exception {
        PrintStream output = Attacked.output();
        Attacked attacked = Attacked.of(arguments);
        SpringApplication application = new SpringApplication(AttackedApplication.class);
        application.setDefaultProperties(properties(attacked));
        application.addInitializers(context -> attacked.runnables()
                .forEach((name, runnable) ->
                        ((GenericApplicationContext) context).registerBean(name, TypedRunnable.class, () -> runnable)));
        try (ServletWebServerApplicationContext context = (ServletWebServerApplicationContext) application.run()) {
            TomcatWebServer server = (TomcatWebServer) context.getWebServer();
            AbstractProtocol<?> connections =
                    (AbstractProtocol<?>) server.getTomcat().getConnector().getProtocolHandler();
            Attacked.answer(
                    output,
                    "http://127.0.0.1:" + server.getPort() + "/runnables",
                    context.getBean(ServedRunnables.class)::activeRuns,
                    () -> connections.getConnectionCount() - 1); // which the acceptor counts for the next
        }
    }

    private static Map<String, Object> properties(Attacked attacked) {
        String patience = millis(attacked.patience());
        return Map.ofEntries(
                Map.entry("spring.main.banner-mode", "off"),
                Map.entry("spring.autoconfigure.exclude", TestSecurity.AUTO_CONFIGURATIONS),
                Map.entry("logging.level.root", "WARN"),
                Map.entry("server.port", "0"),
                Map.entry("server.address", "127.0.0.1"),
                // What docs/integrations/spring-boot.md has strangers' applications set.
                Map.entry("server.tomcat.connection-timeout", patience),
                Map.entry("server.tomcat.threads.max", "1000"),
                Map.entry("spring.threads.virtual.enabled", "true"),
                Map.entry("runcast.server.expose", "*"),
                Map.entry("runcast.server.limits.read-timeout", patience),
                Map.entry("runcast.server.limits.write-timeout", patience),
                Map.entry("runcast.server.limits.heartbeat", millis(Attacked.HEARTBEAT)),
                // It ends the runs of batches whose clients left, which a servlet does not notice.
                Map.entry("runcast.server.limits.run-timeout", "20s"),
                Map.entry("runcast.server.limits.max-runs", Attacked.MAX_RUNS),
                Map.entry("runcast.server.limits.max-kept-size", Attacked.MAX_KEPT_BYTES + "B"));
    }

    private static String millis(Duration time) {
        return time.toMillis() + "ms";
    }

    @Bean
    Authenticator authenticator() {
        return Attacked.AUTHENTICATOR;
    }
}
