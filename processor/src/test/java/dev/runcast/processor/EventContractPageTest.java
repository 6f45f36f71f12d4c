package dev.runcast.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.processor.CompilerTool.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page about contracts shows what is written. */
class EventContractPageTest {
    private static final Path PAGE = Path.of("../docs/event-contract.md");

    @TempDir
    private Path output;

    @ParameterizedTest
    @EnumSource
    void showsWhatIsWritten(CompilerTool compiler) throws IOException {
        String page = Files.readString(PAGE);

        Result compilation = compiler.run(output, List.of(Source.of(block("java", page))))
                .processors(new RunnableProcessor(), new EventContractProcessor())
                .options("-Adev.runcast.eventContract")
                .compile();

        assertThat(compilation.succeeded()).as(compilation.log()).isTrue();
        String json = compilation.resource("META-INF/runcast/events.json");
        String typeScript = compilation.resource("META-INF/runcast/events.d.ts");
        if (Boolean.getBoolean("golden.update")) {
            page = withBlock("typescript", typeScript, withBlock("json", json, page));
            Files.writeString(PAGE, page);
        }
        assertThat(block("json", page)).isEqualTo(json);
        assertThat(block("typescript", page)).isEqualTo(typeScript);
    }

    private static String block(String language, String page) {
        Matcher block = pattern(language).matcher(page);
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private static String withBlock(String language, String text, String page) {
        return pattern(language)
                .matcher(page)
                .replaceFirst(Matcher.quoteReplacement("```" + language + "\n" + text + "```"));
    }

    private static Pattern pattern(String language) {
        return Pattern.compile("(?s)```" + language + "\n(.*?)```");
    }
}
