package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResearchTest {
    private final ResearchRunnables research = new ResearchRunnables(new Research());

    @Test
    void tellsTypedListeners() {
        List<Research.Progress> seen = new ArrayList<>();
        RunnableConfig config = RunnableConfig.builder()
                .on(ResearchEvents.PROGRESS, progress -> seen.add(progress))
                .build();

        assertThat(research.withConfig(config).research("tea")).isEqualTo("about tea");
        assertThat(seen)
                .containsExactly(new Research.Progress(1, 2, "searching"), new Research.Progress(2, 2, "writing"));
    }

    @Test
    void writesEventsAsJson() {
        try (EventStream events = research.researchRunnable().streamEvents("tea")) {
            assertThat(events.stream().map(StreamEvent::toJson))
                    .anyMatch(json -> json.contains("\"data\":{\"step\":1,\"total\":2,\"note\":\"searching\"}"));
        }
    }
}
