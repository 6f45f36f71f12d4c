package dev.runcast.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.spring.app.App;
import dev.runcast.spring.app.Gate;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
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
            "spring.security.user.name=ada",
            "spring.security.user.password=tea"
        })
@Import(SecuredApplicationTest.Rules.class)
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD) // Readers of answers do not heed interruptions.
class SecuredApplicationTest {
    private static final String[] ADA = {
        "Authorization", "Basic " + Base64.getEncoder().encodeToString("ada:tea".getBytes(StandardCharsets.UTF_8))
    };

    static class Rules {
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
    void redirectsToTheLivePageBelowThePathOfTheApplication() throws Exception {
        assertThat(client.get("/app/api/runs", ADA).headers().firstValue("Location"))
                .contains("runs/");
    }
}
