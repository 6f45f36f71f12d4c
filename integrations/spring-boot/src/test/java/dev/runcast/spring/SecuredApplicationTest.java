package dev.runcast.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.TypedRunnable;
import dev.runcast.server.Authorizer;
import dev.runcast.server.ClientPrincipal;
import dev.runcast.spring.app.App;
import dev.runcast.spring.app.Gate;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** That what is served is behind Spring Security, and works there, below another path and with virtual threads where there are any. */
@SpringBootTest(
        classes = App.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "runcast.server.expose=*",
            "runcast.server.path=/api/runs",
            "server.servlet.context-path=/app",
            "spring.threads.virtual.enabled=true",
            "runcast.server.limits.max-runs-per-principal=2"
        })
@Import(SecuredApplicationTest.Rules.class)
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD) // Readers of answers do not heed interruptions.
class SecuredApplicationTest {
    private static final String[] ADA = basic("ada");
    private static final String[] BOB = basic("bob");

    private static String[] basic(String user) {
        byte[] credentials = (user + ":tea").getBytes(StandardCharsets.UTF_8);
        return new String[] {"Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials)};
    }

    static class Rules {
        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(
                    User.withUsername("ada")
                            .password("{noop}tea")
                            .roles("ADMIN")
                            .build(),
                    User.withUsername("bob").password("{noop}tea").build());
        }

        /** Says who asks for it. */
        @Bean
        TypedRunnable<Object, String> who() {
            return TypedRunnable.of("who", (Object any) -> {
                ClientPrincipal principal = ClientPrincipal.current().orElseThrow();
                Authentication user = (Authentication)
                        Objects.requireNonNull(principal.attributes().get("principal"));
                return principal.name() + " " + user.getName();
            });
        }

        /** Only administrators may shout. */
        @Bean
        Authorizer authorizer() {
            return (principal, action, path) -> !path.equals("/shout")
                    || principal.attributes().get("principal") instanceof Authentication user
                            && user.getAuthorities().stream()
                                    .anyMatch(authority -> "ROLE_ADMIN".equals(authority.getAuthority()));
        }

        @Bean
        SecurityFilterChain rules(HttpSecurity http) {
            return http.authorizeHttpRequests(
                            requests -> requests.requestMatchers("/api/runs/**").authenticated())
                    .csrf(csrf -> csrf.ignoringRequestMatchers("/api/runs/**"))
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }
    }

    @LocalServerPort
    private int port;

    @Autowired
    private Gate gate;

    private Client client;

    @BeforeEach
    void connect() {
        client = new Client(port);
    }

    @Test
    void nobodyUnknownGetsIn() throws Exception {
        assertThat(client.get("/app/api/runs/").statusCode()).isEqualTo(401);
        assertThat(client.post("/app/api/runs/shout/invoke", "{\"input\":\"tea\"}")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void answersWhoIsKnown() throws Exception {
        assertThat(client.get("/app/api/runs/", ADA).statusCode()).isEqualTo(200);
        assertThat(client.post("/app/api/runs/shout/invoke", "{\"input\":\"tea\"}", ADA)
                        .body())
                .contains("TEA");
        gate.open();
        assertThat(client.post("/app/api/runs/research/stream_events", "{\"input\":\"tea\"}", ADA)
                        .body())
                .contains("searching", "writing", "on_chain_end")
                .endsWith("event: end\n\n");
    }

    @Test
    void tellsRunnablesWhoTheUserIs() throws Exception {
        assertThat(client.post("/app/api/runs/who/invoke", "{\"input\":1}", ADA).body())
                .contains("\"ada ada\"");
        assertThat(client.post("/app/api/runs/runs/wait", "{\"assistant_id\":\"who\",\"input\":1}", BOB)
                        .body())
                .contains("\"bob bob\"");
    }

    @Test
    void keepsTheRunsOfAUserFromOthers() throws Exception {
        gate.open();
        String run = client.post("/app/api/runs/runs/wait", "{\"assistant_id\":\"research\",\"input\":\"tea\"}", ADA)
                .headers()
                .firstValue("Content-Location")
                .orElseThrow();
        String thread = run.substring(0, run.indexOf("/runs/"));
        for (String path : List.of(run, run + "/join", run + "/stream", thread, thread + "/state")) {
            assertThat(client.get("/app/api/runs" + path, ADA).statusCode())
                    .as(path)
                    .isEqualTo(200);
            assertThat(client.get("/app/api/runs" + path, BOB).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(client.post("/app/api/runs" + run + "/cancel", "{}", BOB).statusCode())
                .isEqualTo(404);
    }

    @Test
    void asksTheAuthorizerOfTheApplication() throws Exception {
        assertThat(client.post("/app/api/runs/shout/invoke", "{\"input\":\"tea\"}", BOB)
                        .statusCode())
                .isEqualTo(404);
        assertThat(client.get("/app/api/runs/runnables", BOB).body())
                .contains("\"who\"")
                .doesNotContain("/shout");
        assertThat(client.get("/app/api/runs/runnables", ADA).body()).contains("/shout");
    }

    @Test
    void holdsAUserToHisShareOfTheRuns() throws Exception {
        assertThat(client.post("/app/api/runs/who/batch", "{\"inputs\":[1,2]}", BOB)
                        .statusCode())
                .isEqualTo(200);
        assertThat(client.post("/app/api/runs/who/batch", "{\"inputs\":[1,2,3]}", BOB)
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void redirectsToTheLivePageBelowThePathOfTheApplication() throws Exception {
        assertThat(client.get("/app/api/runs", ADA).headers().firstValue("Location"))
                .contains("runs/");
    }
}
