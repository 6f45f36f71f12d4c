package dev.runcast.spring;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.server.Authenticator;
import dev.runcast.server.ClientPrincipal;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.coyote.AbstractProtocol;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What the server's attacks attack, in an application. Like the server's own {@code AttackServer}, it prints where it is, and then a number
 * for each line of its input. Serves until its input ends.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class AttackedApplication {
    /**
     * Starts the application.
     *
     * @param arguments for how many milliseconds it waits to read or write, and {@code finite} if all its runs are to end
     */
    public static void main(String[] arguments) throws Exception {
        PrintStream answers = System.out;
        System.setOut(System.err); // which is where the log goes
        String patience = arguments[0] + "ms";
        SpringApplication application = new SpringApplication(AttackedApplication.class);
        application.setDefaultProperties(Map.ofEntries(
                Map.entry("spring.main.banner-mode", "off"),
                Map.entry("spring.autoconfigure.exclude", TestSecurity.AUTO_CONFIGURATIONS),
                Map.entry("logging.level.root", "WARN"),
                Map.entry("server.port", "0"),
                Map.entry("server.address", "127.0.0.1"),
                Map.entry("server.tomcat.connection-timeout", patience),
                Map.entry("runcast.server.expose", List.of(arguments).contains("finite") ? "echo" : "*"),
                Map.entry("runcast.server.limits.write-timeout", patience),
                Map.entry("runcast.server.limits.heartbeat", "500ms"),
                Map.entry(
                        "runcast.server.limits.run-timeout",
                        "20s"), // which ends the runs of batches whose clients left
                Map.entry("runcast.server.limits.max-runs", "1500"),
                Map.entry("runcast.server.limits.max-kept-size", "16MB")));
        try (ServletWebServerApplicationContext context = (ServletWebServerApplicationContext) application.run()) {
            TomcatWebServer server = (TomcatWebServer) context.getWebServer();
            answers.println("http://127.0.0.1:" + server.getPort() + "/runnables");
            ServedRunnables served = context.getBean(ServedRunnables.class);
            AbstractProtocol<?> connections =
                    (AbstractProtocol<?>) server.getTomcat().getConnector().getProtocolHandler();
            BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String question = questions.readLine(); question != null; question = questions.readLine()) {
                answers.println(
                        switch (question) {
                            case "runs" -> served.activeRuns();
                            case "connections" ->
                                connections.getConnectionCount() - 1; // which the acceptor counts for the next
                            case "heap" -> usedHeap();
                            default -> throw new IllegalArgumentException(question);
                        });
            }
        }
    }

    private static long usedHeap() {
        WeakReference<Object> canary = new WeakReference<>(new Object());
        while (canary.get() != null) {
            System.gc();
        }
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Bean
    Authenticator authenticator() {
        return request ->
                Optional.of(request.header("X-User").map(ClientPrincipal::of).orElse(ClientPrincipal.anonymous()));
    }

    @Bean
    TypedRunnable<Object, Object> echo() {
        return TypedRunnable.ofConfigured("echo", (Object any, RunnableConfig config) -> {
            CustomEvents.dispatch("heard", any, config);
            return any;
        });
    }

    @Bean
    TypedRunnable<Object, Object> flood() {
        return flood(1_000);
    }

    @Bean
    TypedRunnable<Object, Object> big() {
        return flood(100_000);
    }

    private static TypedRunnable<Object, Object> flood(int characters) {
        return TypedRunnable.ofConfigured("flood", (Object any, RunnableConfig config) -> {
            while (!Thread.interrupted()) {
                CustomEvents.dispatch("flood", "x".repeat(characters), config);
            }
            throw new InterruptedException();
        });
    }

    @Bean("wait")
    TypedRunnable<Object, Object> waiting() {
        return TypedRunnable.of("wait", (Object any) -> {
            new CountDownLatch(1).await();
            return any;
        });
    }
}
