package dev.runcast.server.internal.langserve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The compressed texts were made by the LZString of langserve 0.3.3. */
class LzStringTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|Q",
                "a|IZA",
                "{}|N4XyA",
                "abababababababababababababababab|IYI17SOrdI",
                "{\"tags\":[\"hashed\"],\"configurable\":{\"ü\":\"✓\"}}"
                        + "|N4IgLghg5gziBcBtEALCMUFMAmIC6ANCAMYD2AdgGYCWUArgE4QBGANpgqAD8IiDI5CAC+goA",
            })
    void textsAreRead(String text, String compressed) {
        assertThat(LzString.decompress(compressed, 1000)).isEqualTo(text);
    }

    @Test
    void longTextsAreRead() {
        assertThat(LzString.decompress("B418ZXTt-DFOS1b0c17Pd-wYUcSaWeRZVdTbXfQ408y62+x519z73-wMZA", 2000))
                .isEqualTo("x".repeat(2000));
    }

    @Test
    void textsThatAreTooLongAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> LzString.decompress("B418ZXTt-DFOS1b0c17Pd-wYUcSaWeRZVdTbXfQ408y62+x519z73-wMZA", 1999))
                .withMessage("The text is longer than 1999 characters.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "%%%", "ü", "4"})
    void othersAreRefused(String wrong) {
        assertThatIllegalArgumentException().isThrownBy(() -> LzString.decompress(wrong, 1000));
    }
}
