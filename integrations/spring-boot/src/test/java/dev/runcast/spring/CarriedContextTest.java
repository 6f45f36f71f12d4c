package dev.runcast.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.context.RunContext;
import io.micrometer.context.ContextRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.task.TaskDecorator;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** That a run has the security context, the locale, the MDC and the tenant of the request that started it, whatever its thread is. */
@SpringBootTest(
        classes = CarriedContextTest.Application.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "runcast.server.expose=open")
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD) // Readers of answers do not heed interruptions.
class CarriedContextTest {
    private static final ThreadLocal<@Nullable String> TENANT = new ThreadLocal<>();
    private static final String TENANT_KEY = "tenant";

    /** What only a decorator of tasks carries. */
    private static final ThreadLocal<@Nullable String> BRANCH = new ThreadLocal<>();

    @BeforeAll
    static void registerTenant() {
        ContextRegistry.getInstance().registerThreadLocalAccessor(TENANT_KEY, TENANT);
    }

    @AfterAll
    static void removeTenant() {
        ContextRegistry.getInstance().removeThreadLocalAccessor(TENANT_KEY);
    }

    /** What only administrators may open. */
    @EmitsEvent(name = "opened", payload = String.class)
    static class Vault {
        @dev.runcast.annotations.Runnable
        @PreAuthorize("hasRole('ADMIN')")
        public String open(String name, CarriedContextTest_VaultEvents events) {
            String user = SecurityContextHolder.getContext().getAuthentication().getName();
            events.opened(String.join(
                    " ", user, LocaleContextHolder.getLocale().toString(), MDC.get("request"), TENANT.get()));
            return name + " open for "
                    + String.join(
                            " ",
                            user,
                            LocaleContextHolder.getLocale().toString(),
                            MDC.get("request"),
                            TENANT.get(),
                            BRANCH.get());
        }
    }

    @RestController
    static class VaultController {
        private final TypedRunnable<String, String> open;
        private final CarriedContextTest_VaultRunnables vault;

        VaultController(CarriedContextTest_VaultRunnables vault) {
            this.vault = vault;
            this.open = vault.openRunnable();
        }

        @GetMapping("/vault/events")
        SseEmitter events() {
            return RunEvents.sse(open, "gate");
        }

        @GetMapping("/vault/{how}")
        String open(@PathVariable String how) throws Exception {
            return switch (how) {
                case "async" -> open.invokeAsync("gate").join();
                case "batch" -> open.batch(List.of("gate", "door")).toString();
                case "parallel" ->
                    TypedRunnable.parallel(Map.of("gate", open, "door", open))
                            .invoke("gate")
                            .toString();
                case "retry" -> open.withRetry(2).invokeAsync("gate").join();
                case "stream" -> open.streamEvents("gate").stream().toList().toString();
                case "propagating" -> onPropagatingExecutor();
                default -> throw new IllegalArgumentException(how);
            };
        }

        private String onPropagatingExecutor() throws Exception {
            var threads = RunContext.propagating(Executors.newSingleThreadExecutor());
            try {
                return threads.submit(() -> vault.open("gate")).get();
            } finally {
                threads.shutdown();
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableMethodSecurity
    @Import({Vault.class, VaultController.class})
    static class Application {
        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(
                    User.withUsername("ada")
                            .password("{noop}tea")
                            .roles("ADMIN")
                            .build(),
                    User.withUsername("bob").password("{noop}tea").build());
        }

        @Bean
        TaskDecorator branch() {
            return task -> {
                String branch = BRANCH.get();
                return () -> {
                    BRANCH.set(branch);
                    try {
                        task.run();
                    } finally {
                        BRANCH.remove();
                    }
                };
            };
        }

        @Bean
        SecurityFilterChain rules(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .csrf(csrf -> csrf.disable())
                    .httpBasic(Customizer.withDefaults())
                    .addFilterBefore(
                            (request, response, chain) -> {
                                TENANT.set("acme");
                                BRANCH.set("Aarhus");
                                MDC.put("request", "r-17");
                                try {
                                    chain.doFilter(request, response);
                                } finally {
                                    MDC.remove("request");
                                    BRANCH.remove();
                                    TENANT.remove();
                                }
                            },
                            org.springframework.security.web.authentication.www.BasicAuthenticationFilter.class)
                    .build();
        }
    }

    @LocalServerPort
    private int port;

    private Client client;

    @BeforeEach
    void connect() {
        client = new Client(port);
    }

    private static String[] headersOf(String user) {
        byte[] credentials = (user + ":tea").getBytes(StandardCharsets.UTF_8);
        return new String[] {
            "Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials), "Accept-Language", "da-DK"
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"async", "batch", "parallel", "retry", "stream", "propagating", "events"})
    void goesAlongFromAController(String how) throws Exception {
        assertThat(client.get("/vault/" + how, headersOf("ada")).body()).contains("gate open for ada da_DK r-17 acme");
        assertThat(client.get("/vault/" + how, headersOf("bob")).body()).doesNotContain("open for");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/open/invoke        | {'input':'gate'}",
                "/open/batch         | {'inputs':['gate']}",
                "/open/stream        | {'input':'gate'}",
                "/open/stream_events | {'input':'gate'}",
                "/open/stream_log    | {'input':'gate'}",
                "/runs/wait          | {'assistant_id':'open','input':'gate'}",
                "/runs/stream        | {'assistant_id':'open','input':'gate','stream_mode':'values'}",
            })
    void goesAlongIntoWhatIsServed(String path, String body) throws Exception {
        assertThat(post(path, body, "ada")).contains("gate open for ada da_DK r-17 acme Aarhus");
        assertThat(post(path, body, "bob")).isNotEmpty().doesNotContain("open for");
    }

    /** Returns the answer, which is broken off if a stream fails. */
    private String post(String path, String body, String user) throws InterruptedException {
        try {
            return client.post("/runnables" + path, body.replace('\'', '"'), headersOf(user))
                    .body();
        } catch (IOException brokenOff) {
            return "broken off";
        }
    }
}
