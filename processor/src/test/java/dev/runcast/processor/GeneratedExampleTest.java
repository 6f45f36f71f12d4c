package dev.runcast.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.processor.CompilerTool.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page that shows what is generated shows what is generated. */
class GeneratedExampleTest {
    private static final Path PAGE = Path.of("../docs/generated-example.md");
    private static final Pattern CODE = Pattern.compile("(?s)```java\n(.*?)```");

    @TempDir
    private Path output;

    @ParameterizedTest
    @EnumSource
    void showsWhatIsGenerated(CompilerTool compiler) throws IOException {
        List<String> blocks = blocks(Files.readString(PAGE));

        Result compilation = compiler.compile(output, List.of(Source.of(blocks.get(0))));

        List<String> generated =
                compilation.generated().stream().map(Source::text).toList();
        if (Boolean.getBoolean("golden.update")) {
            blocks = Stream.concat(Stream.of(blocks.get(0)), generated.stream()).toList();
            Files.writeString(PAGE, withBlocks(Files.readString(PAGE), blocks));
        }
        assertThat(compilation.succeeded()).as(compilation.log()).isTrue();
        assertThat(generated).isEqualTo(blocks.subList(1, blocks.size()));
    }

    private static List<String> blocks(String page) {
        return CODE.matcher(page)
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    private static String withBlocks(String page, List<String> blocks) {
        List<String> remaining = new ArrayList<>(blocks);
        return CODE.matcher(page)
                .replaceAll(block -> Matcher.quoteReplacement("```java\n" + remaining.remove(0) + "```"));
    }
}
