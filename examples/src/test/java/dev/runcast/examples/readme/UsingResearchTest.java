package dev.runcast.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsingResearchTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final UsingResearch using = new UsingResearch(new PrintStream(printed, true, StandardCharsets.UTF_8));

    @Test
    void aPlainCallReturnsWhatTheMethodReturns() throws IOException {
        assertThat(using.plainCall()).isEqualTo("about tea");
    }

    @Test
    void listenersHearTheEvents() throws IOException {
        assertThat(using.withHandlers()).isEqualTo("about tea");
        assertThat(lines()).hasSize(5).first().isEqualTo("searching");
        assertThat(lines().get(1))
                .startsWith("Received event progress with data: {\"step\":1,\"total\":2,\"note\":\"searching\"},"
                        + " with tags: [\"research\",\"foo\",\"bar\"], with metadata: {\"user\":\"ada\"} and run_id: ");
    }

    @Test
    void theEventStreamHasTheRunAndItsEvents() {
        using.eventStream();
        assertThat(lines())
                .extracting(line -> line.split("\"")[3])
                .containsExactly(
                        "on_chain_start",
                        "on_custom_event",
                        "on_custom_event",
                        "on_custom_event",
                        "on_chain_stream",
                        "on_chain_end");
    }

    @Test
    void payloadsAreTyped() {
        using.typedEvents();
        assertThat(lines()).containsExactly("1 of 2", "2 of 2");
    }

    @Test
    void aLambdaIsARunnable() {
        assertThat(using.lambda()).isEqualTo("TEA");
    }

    @Test
    void runnablesCompose() {
        assertThat(using.composition()).containsExactly("ABOUT TEA", "ABOUT COFFEE");
    }

    @Test
    void aRunTreeShowsWhatHappened() {
        using.runTree();
        assertThat(lines())
                .hasSize(4)
                .first()
                .asString()
                .startsWith("research, ")
                .endsWith("succeeded");
        assertThat(lines().get(1)).isEqualTo("├─ · progress {\"step\":1,\"total\":2,\"note\":\"searching\"}");
    }

    private List<String> lines() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
