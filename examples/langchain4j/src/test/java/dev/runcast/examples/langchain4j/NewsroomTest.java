package dev.runcast.examples.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NewsroomTest {
    private static final Pattern TIMES = Pattern.compile(", \\d[^,]*, succeeded");

    @Test
    void showsProgressAndTheAgents() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Newsroom.run(Models.scripted(), "tea", new PrintStream(out, true, StandardCharsets.UTF_8));
        assertThat(TIMES.matcher(out.toString(StandardCharsets.UTF_8))
                        .replaceAll("")
                        .lines())
                .containsExactly(
                        "  1/3 reading about tea in history",
                        "  2/3 reading about tea in botany",
                        "  3/3 reading about tea in cooking",
                        "Tea is leaves in hot water!",
                        "",
                        "report",
                        "└─ newsroom",
                        "   ├─ research",
                        "   │  ├─ chat_model (chat_model)",
                        "   │  ├─ lookUp (tool)",
                        "   │  │  ├─ · progress {\"step\":1,\"total\":3,\"note\":\"reading about tea in history\"}",
                        "   │  │  ├─ · progress {\"step\":2,\"total\":3,\"note\":\"reading about tea in botany\"}",
                        "   │  │  └─ · progress {\"step\":3,\"total\":3,\"note\":\"reading about tea in cooking\"}",
                        "   │  └─ chat_model (chat_model)",
                        "   └─ write",
                        "      └─ chat_model (chat_model)");
    }
}
