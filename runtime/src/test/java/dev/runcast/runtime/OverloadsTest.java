package dev.runcast.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.fixtures.Recorder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What users write first compiles, and means what it says. */
class OverloadsTest {
    private static final EventType<String> SAID = EventType.of("said", String.class);
    private static final EventType<Void> DONE = EventType.of("done");

    @Test
    void methodReferencesNeedNoCast() {
        List<String> heard = new ArrayList<>();
        TypedRunnable<String, String> upper = TypedRunnable.of("up", String::toUpperCase);
        TypedRunnable<String, String> saying = TypedRunnable.of("saying", (String text) -> {
            CustomEvents.dispatch(SAID, text);
            return text;
        });
        RunnableConfig config = RunnableConfig.builder().on(SAID, heard::add).build();
        assertThat(upper.pipe(saying).invoke("tea", config)).isEqualTo("TEA");
        assertThat(heard).containsExactly("TEA");
    }

    @Test
    void aNullDatumIsADatum() {
        Recorder recorder = new Recorder();
        TypedRunnable.<Void, String>of("work", nothing -> {
                    CustomEvents.dispatch(DONE, null);
                    CustomEvents.dispatch("done", null);
                    return "out";
                })
                .withConfig(RunnableConfig.builder().addHandler(recorder).build())
                .invoke();
        assertThat(recorder.lines()).containsExactly("start work", "work: done null", "work: done null", "end work");
    }

    @Test
    void aSinkOfAConfigIsAnEmitterInALambda() {
        Recorder recorder = new Recorder();
        TypedRunnable.ofConfigured("work", (String text, RunnableConfig config) -> {
                    CustomEvents.sink(config).emit(SAID, text);
                    CustomEvents.sink(config.toBuilder().tags("t").build()).emit(SAID, text);
                    return text;
                })
                .invoke("tea", RunnableConfig.builder().addHandler(recorder).build());
        assertThat(recorder.custom()).extracting(event -> event.tags()).containsExactly(List.of(), List.of("t"));
    }
}
