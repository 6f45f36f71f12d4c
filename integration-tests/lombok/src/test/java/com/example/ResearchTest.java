package com.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.StreamEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResearchTest {
    private final ResearchRunnables research = new ResearchRunnables(new Research("the library"));

    @Test
    void emitsPayloadsThatLombokMade() {
        List<Research.Progress> seen = new ArrayList<>();
        RunnableConfig config = RunnableConfig.builder()
                .on(ResearchEvents.PROGRESS, progress -> seen.add(progress))
                .build();

        Draft draft = research.withConfig(config)
                .research(
                        Query.builder().topic("tea").word("green").word("black").build());

        assertThat(draft.getText()).isEqualTo("tea in the library");
        assertThat(seen).containsExactly(new Research.Progress(1, 2), new Research.Progress(2, 2));
    }

    @Test
    void takesClassesThatLombokMade() {
        assertThat(research.complete(Query.builder().topic("coffee")).getText()).isEqualTo("coffee in the library");
    }

    @Test
    void throwsWhatLombokHides() {
        assertThatThrownBy(research::fail).isInstanceOf(IOException.class);
    }

    @Test
    void writesThemAsJson() {
        try (EventStream events =
                research.completeRunnable().streamEvents(Query.builder().topic("tea"))) {
            assertThat(events.stream().map(StreamEvent::toJson))
                    .anyMatch(json -> json.contains("\"data\":{\"step\":1,\"total\":1}"))
                    .anyMatch(json -> json.contains("\"data\":{\"text\":\"tea in the library\",\"version\":0}"));
        }
    }
}
