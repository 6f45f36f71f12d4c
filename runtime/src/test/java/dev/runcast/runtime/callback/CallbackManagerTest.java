package dev.runcast.runtime.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.entry;

import dev.runcast.runtime.Run;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.fixtures.AsyncRecorder;
import dev.runcast.runtime.fixtures.Recorder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallbackManagerTest {
    private final CallbackHandler first = new Recorder();
    private final CallbackHandler second = new Recorder();

    @Test
    void emptyHasNothing() {
        CallbackManager empty = CallbackManager.empty();
        assertThat(empty.run()).isEmpty();
        assertThat(empty.handlers()).isEmpty();
        assertThat(empty.asyncHandlers()).isEmpty();
        assertThat(empty.tags()).isEmpty();
        assertThat(empty.metadata()).isEmpty();
        assertThat(empty.isSilent()).isTrue();
    }

    @Test
    void handlersKeepTheirOrderAndAreThereOnce() {
        AsyncCallbackHandler async = new AsyncRecorder();
        CallbackManager manager = CallbackManager.empty()
                .withHandler(first)
                .withHandler(second)
                .withHandler(first)
                .withHandler(async)
                .withHandler(async);
        assertThat(manager.handlers()).containsExactly(first, second);
        assertThat(manager.asyncHandlers()).containsExactly(async);
        assertThat(manager.isSilent()).isFalse();
        assertThat(CallbackManager.empty().withHandler(async).isSilent()).isFalse();
    }

    @Test
    void aTagThatIsThereAlreadyMovesToTheEnd() {
        CallbackManager manager = CallbackManager.empty().withTags(List.of("t1", "t2"));
        assertThat(manager.withTags(List.of("x", "t1")).tags()).containsExactly("t2", "x", "t1");
    }

    @Test
    void tagsAreThereOnce() {
        assertThat(CallbackManager.empty().withTags(List.of("a", "b", "a")).tags())
                .containsExactly("a", "b");
    }

    @Test
    void metadataThatAreThereAlreadyKeepTheirPosition() {
        CallbackManager manager =
                CallbackManager.empty().withMetadata(ordered("a", 1, "b", 1)).withMetadata(ordered("c", 2, "a", 2));
        assertThat(manager.metadata()).containsExactly(entry("a", 2), entry("b", 1), entry("c", 2));
    }

    @Test
    void addingLeavesTheManagerAsItWas() {
        CallbackManager manager = CallbackManager.empty().withHandler(first).withTags(List.of("a"));
        manager.withHandler(second);
        manager.withTags(List.of("b"));
        manager.withMetadata(Map.of("k", 1));
        assertThat(manager.handlers()).containsExactly(first);
        assertThat(manager.tags()).containsExactly("a");
        assertThat(manager.metadata()).isEmpty();
    }

    @Test
    void doesNotChangeWithWhatWasAdded() {
        List<String> tags = new ArrayList<>(List.of("a"));
        Map<String, Object> metadata = new LinkedHashMap<>(Map.of("k", 1));
        CallbackManager manager = CallbackManager.empty().withTags(tags).withMetadata(metadata);
        tags.add("b");
        metadata.put("l", 2);
        assertThat(manager.tags()).containsExactly("a").isUnmodifiable();
        assertThat(manager.metadata()).containsExactly(entry("k", 1)).isUnmodifiable();
        assertThat(manager.withHandler(first).handlers()).isUnmodifiable();
    }

    @Test
    void nullHandlersAreRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> CallbackManager.empty().withHandler((CallbackHandler) null))
                .withMessage("handler");
        assertThatNullPointerException()
                .isThrownBy(() -> CallbackManager.empty().withHandler(first).withHandler((AsyncCallbackHandler) null))
                .withMessage("handler");
    }

    @Test
    void theManagerBelowARunKeepsAllAndKnowsTheRun() {
        Run run = TypedRunnable.of("work", (String input) -> Run.current().orElseThrow())
                .invoke("in");
        CallbackManager child = CallbackManager.empty()
                .withHandler(first)
                .withTags(List.of("t"))
                .withMetadata(Map.of("k", 1))
                .childOf(run);
        assertThat(child.run()).containsSame(run);
        assertThat(child.handlers()).containsExactly(first);
        assertThat(child.tags()).containsExactly("t");
        assertThat(child.metadata()).containsExactly(entry("k", 1));
        assertThatNullPointerException()
                .isThrownBy(() -> CallbackManager.empty().childOf(null))
                .withMessage("run");
    }

    private static Map<String, Object> ordered(String key1, Object value1, String key2, Object value2) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(key1, value1);
        map.put(key2, value2);
        return map;
    }
}
