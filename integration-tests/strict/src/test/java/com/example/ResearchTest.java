package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.RunnableConfig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResearchTest {
  @Test
  void namesAreWhatTheSourceSays() {
    List<Research.Progress> heard = new ArrayList<>();
    RunnableConfig config =
        RunnableConfig.builder().on(ResearchEvents.\u8fdb\u5ea6, heard::add).build();

    new ResearchRunnables<String>(new Research<>()).withConfig(config).research("tea", 1);

    assertThat(heard).containsExactly(new Research.Progress(1, 1, "tea"));
    assertThat(ResearchEvents.\u8fdb\u5ea6.name()).isEqualTo("\u8fdb\u5ea6");
    assertThat(ResearchEvents.DONE.name()).isEqualTo("fertig \u2713");
  }
}
