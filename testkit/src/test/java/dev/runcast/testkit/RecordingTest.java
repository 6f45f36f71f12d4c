package dev.runcast.testkit;

import static dev.runcast.testkit.Greeter.DONE;
import static dev.runcast.testkit.Greeter.NEVER;
import static dev.runcast.testkit.Greeter.OTHER_PROGRESS;
import static dev.runcast.testkit.Greeter.PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runcast.runtime.EventType;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.tree.RunTree;
import dev.runcast.testkit.Greeter.Progress;
import dev.runcast.testkit.RecordingEventSink.Emitted;
import dev.runcast.testkit.junit.CallbackHandlerContract;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RecordingTest {
    @Nested
    class OfRuns implements CallbackHandlerContract {
        private final RecordingCallbackHandler recording = new RecordingCallbackHandler();
        private final RunnableConfig config =
                RunnableConfig.builder().addHandler(recording).build();

        @Override
        public CallbackHandler handler() {
            return recording;
        }

        @Test
        void keepsAllThatIsHeardInOrder() {
            TypedRunnable<String, String> chunks =
                    TypedRunnable.ofChunks("chunks", (input, inner, sink) -> sink.emit(input));
            try (Stream<String> stream = chunks.stream("a", config)) {
                assertThat(stream).containsExactly("a");
            }
            Greeter.GREET.invoke("Ada", config);
            assertThat(recording.events())
                    .extracting(event -> (Class) event.getClass().getInterfaces()[0])
                    .containsExactly(
                            RunEvent.Start.class,
                            RunEvent.Chunk.class,
                            RunEvent.End.class,
                            RunEvent.Start.class,
                            CustomEvent.class,
                            CustomEvent.class,
                            RunEvent.Start.class,
                            RunEvent.End.class,
                            CustomEvent.class,
                            RunEvent.End.class);
            assertThat(recording.customEvents())
                    .extracting(CustomEvent::name)
                    .containsExactly("progress", "progress", "done");
            assertThatThrownBy(() -> recording.events().clear()).isInstanceOf(UnsupportedOperationException.class);
        }

        @Test
        void givesRunsAndTheirTrees() {
            Greeter.PARTY.invoke("Eve", config);
            assertThat(recording.roots()).hasSize(1);
            assertThat(recording.roots().get(0).children()).hasSize(3);
            assertThat(recording.runs())
                    .extracting(run -> run.run().name())
                    .containsExactly("party", "greet", "translate", "fail", "greet", "translate");
            assertThat(recording.runs("greet"))
                    .extracting(RunTree::output)
                    .containsExactly("Bonjour Ada", "Bonjour Cleo");
            assertThat(recording.runs("sing")).isEmpty();
            assertThat(recording.toText())
                    .startsWith("party, ")
                    .isEqualTo(recording.roots().get(0).toText());
        }

        @Test
        void givesTypedPayloads() {
            Greeter.GREET.invoke("Ada", config);
            assertThat(recording.payloads(PROGRESS))
                    .containsExactly(new Progress(1, "greeting"), new Progress(2, "translating"));
            assertThat(recording.payloads(DONE)).isEqualTo(Collections.singletonList(null));
            assertThat(recording.payloads(NEVER)).isEmpty();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> recording.payloads(OTHER_PROGRESS))
                    .withMessage("The event \"progress\" was emitted with data of " + Progress.class.getName()
                            + ", and is no progress(Integer). Use the key with which it was emitted.");
        }

        @Test
        void mayBeginAnew() {
            Greeter.GREET.invoke("Ada", config);
            recording.clear();
            assertThat(recording.events()).isEmpty();
            assertThat(recording.roots()).isEmpty();
            assertThat(recording.toText()).isEmpty();
        }
    }

    @Nested
    class OfASink {
        private final RecordingEventSink sink = new RecordingEventSink();

        @Test
        void keepsWhatIsEmittedInOrder() {
            sink.emit(PROGRESS, new Progress(1, "a"));
            sink.emit(DONE, null);
            assertThat(sink.events())
                    .containsExactly(new Emitted(PROGRESS, new Progress(1, "a")), new Emitted(DONE, null));
            assertThat(sink.payloads(PROGRESS)).containsExactly(new Progress(1, "a"));
            assertThat(sink.payloads(DONE)).isEqualTo(Collections.singletonList(null));
            assertThat(sink).hasToString("· progress Progress[step=1, note=a]\n· done");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> sink.payloads(OTHER_PROGRESS))
                    .withMessageContaining("is no progress(Integer)");
            assertThatThrownBy(() -> sink.events().clear()).isInstanceOf(UnsupportedOperationException.class);
            assertThat(List.copyOf(sink.payloads(NEVER))).isEmpty();
        }

        @Test
        void doesNotReadWhatCanBeReadOnce() {
            Stream<Integer> numbers = Stream.of(1, 2);
            Iterable<Integer> once = numbers::iterator;
            sink.emit(EventType.of("once", Iterable.class), once);
            assertThat(sink).hasToString("· once " + once);
            assertThat(once.iterator()).toIterable().containsExactly(1, 2);
        }
    }
}
