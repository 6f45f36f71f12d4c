package dev.runcast.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.runcast.runtime.codegen.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonCodecTest {
    private final JsonCodec codec = JsonCodec.defaultCodec();

    record Progress(int total, int step, @Nullable String note) {}

    @Test
    void writesPropertiesInTheOrderOfTheirDeclaration() {
        assertThat(codec.write(new Progress(2, 1, null))).isEqualTo("{\"total\":2,\"step\":1,\"note\":null}");
    }

    @Test
    void readsWhatItWrites() {
        Progress progress = new Progress(2, 1, "tea");
        assertThat(codec.read(codec.write(progress), Progress.class)).isEqualTo(progress);
        assertThat(codec.read("[{\"total\":2,\"step\":1}]", Types.parameterized(List.class, Progress.class)))
                .isEqualTo(List.of(new Progress(2, 1, null)));
    }

    @Test
    void readsMapsAndListsWithoutAType() {
        assertThat(codec.read("{\"a\":[1,\"b\",true]}", Object.class)).isEqualTo(Map.of("a", List.of(1, "b", true)));
        assertThat(codec.read("null", Object.class)).isNull();
    }

    @Test
    void saysWhatCannotBeWritten() {
        List<Object> cycle = new ArrayList<>();
        cycle.add(cycle);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.write(cycle))
                .withMessageContaining("java.util.ArrayList cannot be written as JSON")
                .withCauseInstanceOf(Throwable.class);
    }

    @Test
    void saysWhatCannotBeRead() {
        for (String wrong : List.of("", "{", "{} {}", "{\"total\":1,\"total\":2}", "{\"total\":\"x\"}")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> codec.read(wrong, Progress.class))
                    .withMessageContaining("Progress")
                    .withCauseInstanceOf(Exception.class);
        }
    }
}
