package dev.runcast.runtime.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.fixtures.Recorder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EventStreamOptionsTest {
    private static final TypedRunnable<String, String> TOOL = TypedRunnable.ofConfigured(
            RunnableDescriptor.builder("tool")
                    .type(RunType.TOOL)
                    .tags("deep")
                    .parameter("x", String.class)
                    .build(),
            (String input, RunnableConfig config) -> {
                CustomEvents.dispatch("progress", 1);
                return input;
            });

    private static final TypedRunnable<String, String> ROOT = TypedRunnable.of("root", (String input) -> {
        CustomEvents.dispatch("begin", 1);
        return TOOL.invoke(input);
    });

    private final Recorder recorder = new Recorder();

    private List<String> lines(EventStreamOptions.Builder options) {
        RunnableConfig config =
                RunnableConfig.builder().tags("top").addHandler(recorder).build();
        try (EventStream stream = ROOT.streamEvents("x", config, options.build())) {
            return stream.stream()
                    .map(event -> event.event().substring(3) + " " + event.name())
                    .toList();
        }
    }

    @Test
    void withoutFiltersEveryEventPasses() {
        assertThat(lines(EventStreamOptions.builder()))
                .containsExactly(
                        "chain_start root",
                        "custom_event begin",
                        "tool_start tool",
                        "custom_event progress",
                        "tool_end tool",
                        "chain_stream root",
                        "chain_end root");
    }

    @Nested
    class Choosing {
        @Test
        void customEventsOnly() {
            assertThat(lines(EventStreamOptions.builder().customEventsOnly()))
                    .containsExactly("custom_event begin", "custom_event progress");
        }

        @Test
        void eventsOfATypeWithItsPayload() {
            EventType<Integer> progress = EventType.of("progress", Integer.class);
            assertThat(lines(EventStreamOptions.builder().only(progress))).containsExactly("custom_event progress");
            assertThat(lines(EventStreamOptions.builder().only(EventType.of("progress", String.class))))
                    .as("of another payload")
                    .isEmpty();
            assertThat(lines(EventStreamOptions.builder().only(progress, EventType.of("begin", Integer.class))))
                    .containsExactly("custom_event begin", "custom_event progress");
            assertThat(lines(EventStreamOptions.builder().only())).isEmpty();
        }

        @Test
        void allThatHappensInRunsOfAName() {
            assertThat(lines(EventStreamOptions.builder().runNames("tool")))
                    .containsExactly("tool_start tool", "custom_event progress", "tool_end tool");
        }

        @Test
        void whatAllFiltersLetPass() {
            assertThat(lines(EventStreamOptions.builder().runNames("tool").customEventsOnly()))
                    .containsExactly("custom_event progress");
            assertThat(lines(EventStreamOptions.builder().runNames("tool").excludeNames("progress")))
                    .containsExactly("tool_start tool", "tool_end tool");
            assertThat(lines(EventStreamOptions.builder().runNames("root").includeNames("progress")))
                    .isEmpty();
        }

        @Test
        void errorsOfChains() {
            TypedRunnable<String, String> failing = TypedRunnable.of("failing", (String input) -> {
                throw new IllegalStateException("broken");
            });
            TypedRunnable<String, String> root = TypedRunnable.ofConfigured(
                    "root", (String input, RunnableConfig config) -> failing.invoke(input, config));
            assertThat(errors(root, EventStreamOptions.defaults())).isEmpty();
            assertThat(errors(
                            root, EventStreamOptions.builder().errorEvents(true).build()))
                    .containsExactly(
                            "on_chain_error failing {error=java.lang.IllegalStateException: broken, input=x}",
                            "on_chain_error root {error=java.lang.IllegalStateException: broken}");
        }

        private List<String> errors(TypedRunnable<String, String> runnable, EventStreamOptions options) {
            List<String> errors = new ArrayList<>();
            assertThatIllegalStateException()
                    .isThrownBy(() -> runnable.streamEvents("x", RunnableConfig.empty(), options)
                            .forEach(event -> {
                                if (event.kind() == StreamEvent.Kind.ERROR) {
                                    errors.add(event.event() + " " + event.name() + " " + event.data());
                                }
                            }))
                    .withMessage("broken");
            return errors;
        }
    }

    @Nested
    class Including {
        @Test
        void byNameOfARunLeavesItsCustomEventsOut() {
            assertThat(lines(EventStreamOptions.builder().includeNames("tool")))
                    .containsExactly("tool_start tool", "tool_end tool");
        }

        @Test
        void byNameOfACustomEvent() {
            assertThat(lines(EventStreamOptions.builder().includeNames("progress")))
                    .containsExactly("custom_event progress");
        }

        @Test
        void byTypeOfRun() {
            assertThat(lines(EventStreamOptions.builder().includeTypes("chain")))
                    .containsExactly("chain_start root", "chain_stream root", "chain_end root");
        }

        @Test
        void byTypeOfRunAsAConstant() {
            assertThat(lines(EventStreamOptions.builder().includeTypes(RunType.CHAIN)))
                    .containsExactly("chain_start root", "chain_stream root", "chain_end root");
            assertThat(lines(EventStreamOptions.builder().includeTypes(RunType.CHAIN, RunType.TOOL)))
                    .hasSize(5);
            assertThat(lines(EventStreamOptions.builder().excludeTypes(RunType.CHAIN)))
                    .containsExactly("custom_event begin", "tool_start tool", "custom_event progress", "tool_end tool");
            assertThat(lines(EventStreamOptions.builder().excludeTypes(RunType.CHAIN, RunType.TOOL)))
                    .containsExactly("custom_event begin", "custom_event progress");
        }

        @Test
        void byTypeTakesTheNameOfACustomEventForItsType() {
            assertThat(lines(EventStreamOptions.builder().includeTypes("begin")))
                    .containsExactly("custom_event begin");
        }

        @Test
        void byTag() {
            assertThat(lines(EventStreamOptions.builder().includeTags("deep")))
                    .containsExactly("tool_start tool", "custom_event progress", "tool_end tool");
        }

        @Test
        void whatMatchesAnyOfThemPasses() {
            assertThat(lines(EventStreamOptions.builder()
                            .includeNames("begin")
                            .includeTypes("tool")
                            .includeTags("none")))
                    .containsExactly("custom_event begin", "tool_start tool", "tool_end tool");
        }

        @Test
        void anEmptyListMatchesNothing() {
            assertThat(lines(EventStreamOptions.builder().includeNames())).isEmpty();
            assertThat(lines(EventStreamOptions.builder().includeTypes())).isEmpty();
            assertThat(lines(EventStreamOptions.builder().includeTags())).isEmpty();
            assertThat(lines(EventStreamOptions.builder().includeNames().includeTypes("tool")))
                    .containsExactly("tool_start tool", "tool_end tool");
        }

        @Test
        void namesAreComparedExactly() {
            assertThat(lines(EventStreamOptions.builder().includeNames("Root", "roo", "*")))
                    .isEmpty();
        }

        @Test
        void callsAddUp() {
            assertThat(lines(EventStreamOptions.builder().includeNames("begin").includeNames("progress")))
                    .containsExactly("custom_event begin", "custom_event progress");
        }
    }

    @Nested
    class Excluding {
        @Test
        void byName() {
            assertThat(lines(EventStreamOptions.builder().excludeNames("root", "progress")))
                    .containsExactly("custom_event begin", "tool_start tool", "tool_end tool");
        }

        @Test
        void byType() {
            assertThat(lines(EventStreamOptions.builder().excludeTypes("chain").excludeTypes("tool")))
                    .containsExactly("custom_event begin", "custom_event progress");
        }

        @Test
        void byTag() {
            assertThat(lines(EventStreamOptions.builder().excludeTags("deep")))
                    .containsExactly("chain_start root", "custom_event begin", "chain_stream root", "chain_end root");
        }

        @Test
        void removesFromWhatIsIncluded() {
            assertThat(lines(EventStreamOptions.builder()
                            .includeTags("top")
                            .excludeTypes("chain")
                            .excludeNames("progress")))
                    .containsExactly("custom_event begin", "tool_start tool", "tool_end tool");
        }

        @Test
        void emptyListsRemoveNothing() {
            assertThat(lines(EventStreamOptions.builder()
                            .excludeNames()
                            .excludeTypes()
                            .excludeTags()))
                    .hasSize(7);
        }
    }

    @Test
    void filtersOnlyHide() {
        lines(EventStreamOptions.builder().includeNames());
        assertThat(recorder.lines())
                .containsExactly(
                        "start root",
                        "root: begin 1",
                        "start tool",
                        "tool: progress 1",
                        "end tool",
                        "chunk root",
                        "end root");
    }

    @Test
    void sequenceNumbersHaveNoGaps() {
        try (EventStream stream = ROOT.streamEvents(
                "x",
                RunnableConfig.empty(),
                EventStreamOptions.builder().excludeTypes("chain").build())) {
            assertThat(stream.stream().map(StreamEvent::sequence)).containsExactly(1L, 2L, 3L, 4L);
        }
    }

    @Test
    void optionsDoNotChangeWithTheirBuilder() {
        EventStreamOptions.Builder builder = EventStreamOptions.builder().includeNames("tool");
        EventStreamOptions options = builder.build();
        builder.includeNames("root").excludeNames("tool");
        try (EventStream stream = ROOT.streamEvents("x", RunnableConfig.empty(), options)) {
            assertThat(stream).hasSize(2);
        }
    }

    @Test
    void wrongValuesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventStreamOptions.builder().bufferSize(-1))
                .withMessageContaining("-1. Give it 0 or more");
        for (String none : new String[] {null}) {
            assertThatNullPointerException()
                    .isThrownBy(() -> EventStreamOptions.builder().includeNames("a", none))
                    .withMessage("A filter is null. Leave it out.");
            assertThatNullPointerException()
                    .isThrownBy(() -> EventStreamOptions.builder().excludeNames("a", none))
                    .withMessage("A filter is null. Leave it out.");
            assertThatNullPointerException()
                    .isThrownBy(() -> EventStreamOptions.builder().excludeTypes(none))
                    .withMessage("A filter is null. Leave it out.");
            assertThatNullPointerException()
                    .isThrownBy(() -> EventStreamOptions.builder().excludeTags(none))
                    .withMessage("A filter is null. Leave it out.");
        }
    }
}
