package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeskTest {
    private final Query query = ImmutableQuery.builder().topic("tea").build();
    private final Desk desk = Desk.of(new Research());

    @Test
    void emitsPayloadsOfAnotherProcessor() {
        List<ImmutableProgress> seen = new ArrayList<>();
        RunnableConfig config = RunnableConfig.builder()
                .on(desk.watched(), progress -> seen.add(progress))
                .build();
        Office office = ImmutableOffice.builder().research(desk.research()).build();

        List<ImmutableQuery> further = office.research().withConfig(config).research(ImmutableQuery.copyOf(query));

        assertThat(further).extracting(Query::getTopic).containsExactly("more tea");
        assertThat(seen).containsExactly(ImmutableProgress.of(1, 1));
    }

    @Test
    void writesThemAsJson() {
        try (EventStream events = desk.research().researchRunnable().streamEvents(ImmutableQuery.copyOf(query))) {
            assertThat(events.stream().map(StreamEvent::toJson))
                    .anyMatch(json -> json.contains("\"data\":{\"step\":1,\"total\":1}"));
        }
    }
}
