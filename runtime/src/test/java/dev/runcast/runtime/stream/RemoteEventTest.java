package dev.runcast.runtime.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RemoteEventTest {
    private record Price(String item, BigDecimal amount) {}

    private static final EventType<Price> PRICED = EventType.of("priced", Price.class);
    private static final EventType<Void> DONE = EventType.of("done");
    private static final String RUN_ID = "\"run_id\":\"00000000-0000-0000-0000-000000000007\"";

    private static RemoteEvent custom(String name, String data) {
        return RemoteEvent.read(
                "{\"event\":\"on_custom_event\",\"name\":\"" + name + "\",\"data\":" + data + "," + RUN_ID + "}");
    }

    @Test
    void hasAllThatIsOnTheWire() {
        TypedRunnable<String, String> inner = TypedRunnable.of("inner", (String text) -> {
            CustomEvents.dispatch(PRICED, new Price("tea", new BigDecimal("1.10")));
            return text;
        });
        TypedRunnable<String, String> outer = TypedRunnable.of("outer", (String text) -> inner.invoke(text));
        RunnableConfig config = RunnableConfig.builder()
                .tags("a", "b")
                .metadata("k", 1)
                .metadata("none", null)
                .build();
        try (EventStream events = outer.streamEvents("x", config)) {
            assertThat(events.stream().toList()).hasSize(6).allSatisfy(event -> {
                RemoteEvent remote = RemoteEvent.read(event.toJson());
                assertThat(remote.event()).isEqualTo(event.event());
                assertThat(remote.name()).isEqualTo(event.name());
                assertThat(remote.runId()).isEqualTo(event.runId());
                assertThat(remote.parentIds()).isEqualTo(event.parentIds());
                assertThat(remote.isRoot()).isEqualTo(event.isRoot());
                assertThat(remote.isEndOfRun()).isEqualTo(event.isEndOfRun());
                assertThat(remote.tags()).isEqualTo(event.tags());
                assertThat(remote.metadata()).isEqualTo(event.metadata());
                assertThat(remote.matches(PRICED)).isEqualTo(event.matches(PRICED));
                assertThat(remote.toJson()).isEqualTo(event.toJson());
                if (event.matches(PRICED)) {
                    assertThat(remote.payload(PRICED)).isEqualTo(event.payload(PRICED));
                    assertThat(remote.data()).isEqualTo(Map.of("item", "tea", "amount", 1.1));
                } else {
                    assertThat(remote.data()).isEqualTo(event.data());
                }
            });
        }
    }

    private static RemoteEvent named(String event) {
        return RemoteEvent.read("{\"event\":\"" + event + "\",\"name\":\"x\"," + RUN_ID + ",\"parent_ids\":[]}");
    }

    @Test
    void tellsTheEndsOfRunsOfTypesThatRuncastDoesNotHave() {
        assertThat(List.of("on_parser_end", "on_llm_error", "on_chat_model_end"))
                .allMatch(event -> named(event).isEndOfRun());
        assertThat(List.of("on_parser_start", "on_llm_stream", "on_custom_event", "weekend_end"))
                .noneMatch(event -> named(event).isEndOfRun());
    }

    @Test
    void isARootOnlyIfTheJsonSaysSo() {
        assertThat(named("on_chain_end").isRoot()).isTrue();
        assertThat(custom("done", "null").isRoot()).as("without parent_ids").isFalse();
    }

    @Test
    void losesNoDigits() {
        String digits = "0.1000000000000000000000000000000000000001";
        assertThat(custom("priced", "{\"item\":\"tea\",\"amount\":" + digits + "}")
                        .payload(PRICED))
                .isEqualTo(new Price("tea", new BigDecimal(digits)));
        EventType<Long> counted = EventType.of("counted", Long.class);
        assertThat(custom("counted", "9007199254740993").payload(counted)).isEqualTo(9007199254740993L);
    }

    @Test
    void mayHaveNoData() {
        RemoteEvent done = custom("done", "null");
        assertThat(done.matches(DONE)).isTrue();
        assertThat(done.payload(DONE)).isNull();
        assertThat(done.data()).isNull();
        assertThat(custom("priced", "null").payload(PRICED))
                .as("as in the process")
                .isNull();
    }

    @Test
    void needsLittle() {
        RemoteEvent event =
                RemoteEvent.read("{\"event\":\"on_chain_start\",\"name\":\"foo\"," + RUN_ID + ",\"more\":[1]}");
        assertThat(event.runId()).isEqualTo(new UUID(0, 7));
        assertThat(event.parentIds()).isEmpty();
        assertThat(event.tags()).isEmpty();
        assertThat(event.metadata()).isEmpty();
        assertThat(event.data()).isNull();
        assertThat(event).hasToString("on_chain_start foo null");
        assertThatThrownBy(() -> event.metadata().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void cannotBeReadFromOtherThings() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RemoteEvent.read("{\"event\":\"on_chain_start\",\"name\":\"foo\",\"run_id\":"))
                .withMessageStartingWith(
                        "This is no event in the v2 format. This is no JSON object: Unexpected end-of-input");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RemoteEvent.read("[1]"))
                .withMessage("This is no event in the v2 format. This is no JSON object, but a list."
                        + " Give a text that begins with {.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RemoteEvent.read("{\"name\":\"foo\",\"event\":\"on_chain_start\"}"))
                .withMessage("This is no event in the v2 format. It has no \"run_id\", but [name, event].");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RemoteEvent.read("{\"event\":\"on_chain_start\",\"name\":\"foo\",\"run_id\":\"7\"}"))
                .withMessageStartingWith(
                        "This is no event in the v2 format. In \"run_id\": This is no JSON for java.util.UUID");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RemoteEvent.read("{\"event\":\"e\",\"name\":\"foo\"," + RUN_ID + ",\"tags\":\"t\"}"))
                .withMessageContaining("In \"tags\"");
    }

    @Test
    void refusesAnotherPayloadAndSaysWhy() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> custom("priced", "{\"item\":\"tea\",\"amount\":\"cheap\"}")
                        .payload(PRICED))
                .withMessageStartingWith(
                        "This is no payload of priced(Price). This is no JSON for " + Price.class.getName())
                .withMessageEndingWith("It is at amount, in line 1, column 24: \"cheap\"}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> custom("priced", "5").payload(PRICED))
                .withMessageContaining("no payload of priced(Price)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> custom("done", "5").payload(DONE))
                .withMessage("This is no payload of done(). The event has no data, and this is not null: 5."
                        + " Use the key with which it was emitted.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> custom("done", "null").payload(PRICED))
                .withMessage(
                        "The event on_custom_event of \"done\" does not match priced(Price). Ask matches(…) before payload(…).");
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
    private sealed interface Step permits Searched, Wrote {}

    private record Searched(List<String> found) implements Step {}

    private record Wrote(int words, @Nullable String note) implements Step {}

    @Test
    void mayHaveAPayloadOfASealedHierarchy() {
        EventType<Step> stepped = EventType.of("stepped", Step.class);
        TypedRunnable<String, String> work = TypedRunnable.of("work", (String text) -> {
            CustomEvents.dispatch(stepped, new Searched(List.of("a", "b")));
            CustomEvents.dispatch(stepped, new Wrote(3, null));
            return text;
        });
        try (EventStream events = work.streamEvents("x")) {
            assertThat(events.stream()
                            .map(event -> RemoteEvent.read(event.toJson()))
                            .filter(event -> event.matches(stepped))
                            .map(event -> describe(event.payload(stepped))))
                    .containsExactly("found [a, b]", "wrote 3");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> custom("stepped", "{\"type\":\"Slept\"}").payload(stepped))
                .withMessageContaining("known type ids = [Searched, Wrote]");
    }

    private static String describe(@Nullable Step step) {
        if (step instanceof Searched searched) {
            return "found " + searched.found();
        } else if (step instanceof Wrote wrote) {
            return "wrote " + wrote.words();
        }
        return "nothing";
    }
}
