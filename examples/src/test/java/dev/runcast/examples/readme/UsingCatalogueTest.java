package dev.runcast.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.examples.catalogue.UsingCatalogue;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class UsingCatalogueTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void listenersGetTheListWithItsElements() {
        assertThat(new UsingCatalogue(new PrintStream(printed, true)).typedList("tea"))
                .isEqualTo(2);
        assertThat(printed.toString().lines()).containsExactly("1 On tea", "2 More on tea");
    }
}
