package dev.runcast.examples.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MainTest {
    private static final Pattern TIMES = Pattern.compile(", \\d[^,]*, succeeded");

    @Test
    void showsProgressAndWhatRan() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Main.run(Models.scripted(), "What is tea made from?", new PrintStream(out, true, StandardCharsets.UTF_8));
        assertThat(TIMES.matcher(out.toString(StandardCharsets.UTF_8))
                        .replaceAll("")
                        .lines())
                .containsExactly(
                        "What is tea made from?",
                        "  1/3 reading about tea in history",
                        "  2/3 reading about tea in botany",
                        "  3/3 reading about tea in cooking",
                        "The library says: tea is made from leaves, which are steeped in hot water.",
                        "",
                        "chat",
                        "├─ chat_model (chat_model)",
                        "├─ lookUp (tool)",
                        "│  ├─ · progress {\"step\":1,\"total\":3,\"note\":\"reading about tea in history\"}",
                        "│  ├─ · progress {\"step\":2,\"total\":3,\"note\":\"reading about tea in botany\"}",
                        "│  └─ · progress {\"step\":3,\"total\":3,\"note\":\"reading about tea in cooking\"}",
                        "└─ chat_model (chat_model)");
    }
}
