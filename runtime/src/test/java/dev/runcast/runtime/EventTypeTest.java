package dev.runcast.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventTypeTest {
    private record Progress(int step) {}

    @Test
    void isEqualWhenNameAndPayloadTypeAre() {
        EventType<Progress> type = EventType.of("progress", Progress.class);
        assertThat(type).isEqualTo(EventType.of("progress", Progress.class));
        assertThat(type).hasSameHashCodeAs(EventType.of("progress", Progress.class));
        assertThat(type).isNotEqualTo(EventType.of("progress", Integer.class));
        assertThat(type).isNotEqualTo(EventType.of("other", Progress.class));
        assertThat(type).isNotEqualTo("progress");
        assertThat(EventType.of("done")).isEqualTo(EventType.of("done", Void.class));
    }

    @Test
    void acceptsInstancesOfItsPayload() {
        EventType<Number> type = EventType.of("n", Number.class);
        assertThat(type.accepts(1)).isTrue();
        assertThat(type.accepts(1.5)).isTrue();
        assertThat(type.accepts("1")).isFalse();
        assertThat(type.accepts(null)).isFalse();
    }

    @Test
    void withoutDataAcceptsNullOnly() {
        assertThat(EventType.of("done").accepts(null)).isTrue();
        assertThat(EventType.of("done").accepts("x")).isFalse();
    }

    @Test
    void worksWithArraysAndRawCollections() {
        assertThat(EventType.of("bytes", byte[].class).accepts(new byte[1])).isTrue();
        assertThat(EventType.of("list", List.class).accepts(new ArrayList<>())).isTrue();
    }

    @Test
    void tellsItsNameAndPayload() {
        EventType<Progress> type = EventType.of("progress", Progress.class);
        assertThat(type.name()).isEqualTo("progress");
        assertThat(type.payloadType()).isEqualTo(Progress.class);
        assertThat(type).hasToString("progress(Progress)");
        assertThat(EventType.of("done").payloadType()).isEqualTo(Void.class);
        assertThat(EventType.of("done")).hasToString("done()");
    }

    @Test
    void mayHaveAnyNameThatIsNotBlank() {
        assertThat(EventType.of("a b/ü.1").name()).isEqualTo("a b/ü.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventType.of(" \t"))
                .withMessageContaining("blank")
                .withMessageContaining("Give it a name");
        assertThatIllegalArgumentException().isThrownBy(() -> EventType.of("", String.class));
        assertThatNullPointerException().isThrownBy(() -> EventType.of(null)).withMessage("name");
        assertThatNullPointerException()
                .isThrownBy(() -> EventType.of("e", null))
                .withMessage("payload");
    }

    @Test
    void carriesNoPrimitives() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventType.of("count", int.class))
                .withMessageContaining("\"count\"")
                .withMessageContaining("int")
                .withMessageContaining("boxed type");
        assertThatIllegalArgumentException().isThrownBy(() -> EventType.of("nothing", void.class));
    }
}
