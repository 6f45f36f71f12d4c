package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.RunnableConfig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoryTest {
    private final StoryRunnables story = new StoryRunnables(new Story());

    @Test
    void handsOnChunksAndEvents() {
        List<Story.Told> seen = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        RunnableConfig config = RunnableConfig.builder()
                .on(StoryEvents.TOLD, told -> seen.add(told))
                .build();

        story.withConfig(config).tell("Ada", text::append);

        assertThat(text).hasToString("Once there was Ada");
        assertThat(seen).containsExactly(new Story.Told(4));
    }

    @Test
    void returnsFutures() {
        assertThat(story.title("Ada")).isCompletedWithValue("The story of Ada");
    }
}
