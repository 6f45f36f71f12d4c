package dev.runcast.runtime.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.fixtures.Recorder;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What handlers are told of a run: section 4 of the reference's rules.
 *
 * <p>Kept differently: one event object takes the place of arguments, so that every callback has the run with its name, parents,
 * tags and metadata, which the reference leaves out at the end and of custom events; the input is told at the start of streams
 * too (decision 4), and at the end always. Not kept: {@code serialized}, {@code color} and {@code tool_call_id}, which have no
 * use here, and callbacks of models, which are none of Runcast's run types.
 */
class LifecycleRulesTest {
    private static final UUID ID = UUID.fromString("00000000-0000-0000-0000-000000000001");

    private final Recorder recorder = new Recorder();
    private final RunnableConfig config = RunnableConfig.builder()
            .addHandler(recorder)
            .tags("t")
            .metadata("m", 1)
            .runId(ID)
            .build();

    @Test
    void rule4_theStartOfAChainHasItsInputIdParentTagsMetadataTypeAndName() {
        TypedRunnable<Integer, Integer> inner = TypedRunnable.of("inner", (Integer x) -> x);
        TypedRunnable.of("outer", (Integer x) -> inner.invoke(x + 1)).invoke(1, config);
        List<RunEvent.Start> starts = recorder.all(RunEvent.Start.class);
        assertThat(starts).extracting(RunEvent.Start::input).containsExactly(1, 2);
        assertThat(starts.get(0).run().id()).isEqualTo(ID);
        assertThat(starts.get(0).run().parentId()).isEmpty();
        assertThat(starts.get(1).run().parentId()).contains(ID);
        assertThat(starts.get(1).tags()).containsExactly("t");
        assertThat(starts.get(1).metadata()).containsExactly(Map.entry("m", 1));
        assertThat(starts.get(1).run().type()).isEqualTo(RunType.CHAIN);
        assertThat(starts.get(1).run().name()).isEqualTo("inner");
    }

    @Test
    void rule4_theEndHasTheOutputAndTheInput() {
        TypedRunnable.of("run", (Integer x) -> x + 1).invoke(1, config);
        RunEvent.End end = recorder.only(RunEvent.End.class);
        assertThat(end.output()).isEqualTo(2);
        assertThat(end.input()).isEqualTo(1);
        assertThat(end.tags()).containsExactly("t");
    }

    @Test
    void rule4_theErrorHasTheExceptionAndTheInput() {
        IllegalStateException thrown = new IllegalStateException();
        TypedRunnable<Integer, Integer> failing = TypedRunnable.of("run", (Integer x) -> {
            throw thrown;
        });
        assertThatIllegalStateException().isThrownBy(() -> failing.invoke(1, config));
        RunEvent.Error error = recorder.only(RunEvent.Error.class);
        assertThat(error.error()).isSameAs(thrown);
        assertThat(error.input()).isEqualTo(1);
    }

    @Test
    void rule4_aToolHasTheMapOfItsArgumentsAsInput() {
        RunnableDescriptor tool = RunnableDescriptor.builder("tool")
                .type(RunType.TOOL)
                .parameter("x", int.class)
                .build();
        TypedRunnable.ofConfigured(tool, (Integer x, RunnableConfig unused) -> x)
                .invoke(1, config);
        assertThat(recorder.only(RunEvent.Start.class).input()).isEqualTo(Map.of("x", 1));
        assertThat(recorder.only(RunEvent.End.class).output()).isEqualTo(1);
    }

    @Test
    void rule4_aRetrieverHasItsQueryAsInputAndTheRunIdOfTheConfig() {
        RunnableDescriptor retriever =
                RunnableDescriptor.builder("docs").type(RunType.RETRIEVER).build();
        TypedRunnable.ofConfigured(retriever, (String query, RunnableConfig unused) -> List.of(query))
                .invoke("tea", config);
        assertThat(recorder.only(RunEvent.Start.class).input()).isEqualTo(Map.of("query", "tea"));
        assertThat(recorder.only(RunEvent.End.class).output()).isEqualTo(List.of("tea"));
        assertThat(recorder.only(RunEvent.End.class).run().id()).isEqualTo(ID);
    }

    @Test
    void rule4_aCustomEventHasNameDataRunTagsAndMetadata() {
        TypedRunnable.of("run", (Integer x) -> {
                    CustomEvents.dispatch("event", x);
                    return x;
                })
                .invoke(1, config);
        CustomEvent event = recorder.only(CustomEvent.class);
        assertThat(event.name()).isEqualTo("event");
        assertThat(event.data()).isEqualTo(1);
        assertThat(event.run().id()).isEqualTo(ID);
        assertThat(event.tags()).containsExactly("t");
        assertThat(event.metadata()).containsExactly(Map.entry("m", 1));
    }
}
