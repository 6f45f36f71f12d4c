package dev.runcast.examples.langsmith;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MainTest {
    @Test
    void printsWhatLangSmithIsTold() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Main.runWithoutLangSmith(new PrintStream(out, true, StandardCharsets.UTF_8));
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "chain research {input=tea} -> {output=about tea}",
                        "  start",
                        "  custom {name=progress, data={step=1, total=2, note=searching}}",
                        "  custom {name=progress, data={step=2, total=2, note=writing}}",
                        "  custom {name=done, data=null}",
                        "  end");
    }
}
