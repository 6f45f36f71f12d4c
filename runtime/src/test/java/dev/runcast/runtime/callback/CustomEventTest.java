package dev.runcast.runtime.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.fixtures.Recorder;
import org.junit.jupiter.api.Test;

class CustomEventTest {
    private static final EventType<Integer> COUNT = EventType.of("count", Integer.class);

    private static CustomEvent event(String name, Object data) {
        Recorder recorder = new Recorder();
        TypedRunnable.of("work", (String input) -> {
                    CustomEvents.dispatch(name, data);
                    return input;
                })
                .invoke("in", RunnableConfig.builder().addHandler(recorder).build());
        return recorder.only(CustomEvent.class);
    }

    @Test
    void matchesByNameAndData() {
        assertThat(event("count", 1).matches(COUNT)).isTrue();
        assertThat(event("other", 1).matches(COUNT)).isFalse();
        assertThat(event("count", "1").matches(COUNT)).isFalse();
        assertThat(event("count", null).matches(COUNT)).isFalse();
        assertThat(event("count", null).matches(EventType.of("count"))).isTrue();
        assertThat(event("count", 1).matches(EventType.of("count"))).isFalse();
    }

    @Test
    void givesItsDataAsThePayload() {
        Integer datum = 12345;
        assertThat(event("count", datum).payload(COUNT)).isSameAs(datum);
        assertThat(event("count", datum).payload(EventType.of("count", Number.class)))
                .isEqualTo(datum);
        assertThat(event("count", null).payload(COUNT)).isNull();
    }

    @Test
    void refusesAnotherPayloadAndSaysWhy() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> event("count", "one").payload(COUNT))
                .withMessageContaining("\"count\"")
                .withMessageContaining("java.lang.String")
                .withMessageContaining("count(Integer)")
                .withMessageContaining("matches");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> event("other", null).payload(COUNT))
                .withMessageContaining("no data");
    }

    @Test
    void eventsOfATreeAreNumberedFromOneInOrder() {
        Recorder recorder = new Recorder();
        TypedRunnable<String, String> inner = TypedRunnable.of("inner", (String input) -> {
            CustomEvents.dispatch("e", input);
            return input;
        });
        TypedRunnable.of("outer", (String input) -> inner.invoke(inner.invoke(input)))
                .invoke("in", RunnableConfig.builder().addHandler(recorder).build());
        assertThat(recorder.events()).extracting(RunEvent::sequence).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(recorder.events()).isSortedAccordingTo((a, b) -> a.time().compareTo(b.time()));
    }
}
