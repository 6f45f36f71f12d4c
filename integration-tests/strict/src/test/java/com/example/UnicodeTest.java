package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.RunnableConfig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnicodeTest {
    @Test
    void namesAreWhatTheSourceSays() {
        List<Unicode.Size> heard = new ArrayList<>();
        RunnableConfig config =
                RunnableConfig.builder().on(UnicodeEvents.进度, heard::add).build();
        UnicodeRunnables unicode = new UnicodeRunnables(new Unicode()).withConfig(config);

        assertThat(unicode.größe("Äpfel")).isEqualTo("Äpfel");
        assertThat(heard).containsExactly(new Unicode.Size(1, "cm"));
        assertThat(UnicodeEvents.进度.name()).isEqualTo("\u8fdb\u5ea6");
        assertThat(unicode.größeRunnable().descriptor().name()).isEqualTo("gr\u00f6\u00dfe");
    }
}
