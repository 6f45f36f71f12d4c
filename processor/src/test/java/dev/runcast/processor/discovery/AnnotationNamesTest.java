package dev.runcast.processor.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.EmitsEvents;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The annotations are what the processor takes them for. */
class AnnotationNamesTest {
    @Test
    void namesTheAnnotations() {
        assertThat(AnnotationNames.RUNNABLE).isEqualTo(dev.runcast.annotations.Runnable.class.getName());
        assertThat(AnnotationNames.EMITS_EVENT).isEqualTo(EmitsEvent.class.getName());
        assertThat(AnnotationNames.EMITS_EVENTS).isEqualTo(EmitsEvents.class.getName());
    }

    @Test
    void hasTheSameRunTypes() {
        assertThat(RunType.values())
                .extracting(Enum::name)
                .containsExactly(Arrays.stream(dev.runcast.annotations.RunType.values())
                        .map(Enum::name)
                        .toArray(String[]::new));
    }
}
