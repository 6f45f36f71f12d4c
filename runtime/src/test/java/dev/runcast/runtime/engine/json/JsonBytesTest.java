package dev.runcast.runtime.engine.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonBytesTest {
    @ParameterizedTest
    @CsvSource({
        "plain, plain",
        "grün 茶 \uD83D\uDE00, grün 茶 \uD83D\uDE00",
        "a\uD83D, a\\ud83d",
        "\uDE00b, \\ude00b",
        "\uDE00\uD83D, \\ude00\\ud83d",
        "\uD83D\uD83D\uDE00!, \\ud83d\uD83D\uDE00!",
        "a\u2028b\u2029c\u0085d, a\\u2028b\\u2029c\\u0085d",
        "é\u2028, é\\u2028",
    })
    void areReadableEverywhere(String json, String expected) {
        assertThat(new String(JsonBytes.utf8(json), UTF_8)).isEqualTo(expected);
    }
}
