package dev.runcast.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

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
    void stopsAtItsLimit() {
        JsonCodec small = JsonCodec.limitedTo(10);
        assertThat(small.write("12345678")).hasSize(10);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> small.write("123456789"))
                .withMessageContaining("java.lang.String is longer as JSON than 10 characters")
                .withMessageContaining("JsonCodec.limitedTo");
        assertThatIllegalArgumentException().isThrownBy(() -> JsonCodec.limitedTo(0));
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

    @Test
    void saysWhereTheFaultIs() {
        record Steps(List<Progress> steps) {}
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.read(
                        "{\"steps\":[{\"total\":1,\"step\":1},\n {\"total\":1,\"step\":\"x\",\"note\":\""
                                + "n".repeat(50) + "\"}]}",
                        Steps.class))
                .withMessageEndingWith(
                        "It is at steps[1].step, in line 2, column 20: \"x\",\"note\":\"" + "n".repeat(28) + "…");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.read("{\"total\" 1}", Progress.class))
                .withMessageEndingWith("It is in line 1, column 10: 1}");
    }

    @Test
    void takesAMissingPrimitiveForAnError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.read("{\"total\":1}", Progress.class))
                .withMessageContaining("'step'");
    }

    @Test
    void givesTheMembersOfAnObject() {
        assertThat(JsonCodec.members(
                        "{\"b\": 1.10000000000000000000000000000000001, \"a\":{\"x\":[\"y\", null]}, \"c\":null}"))
                .containsExactly(
                        entry("b", "1.10000000000000000000000000000000001"),
                        entry("a", "{\"x\":[\"y\",null]}"),
                        entry("c", "null"));
        for (String wrong : List.of("", "null", "[1]", "{\"a\":1,\"a\":2}", "{\"a\":1} 2")) {
            assertThatIllegalArgumentException()
                    .as(wrong)
                    .isThrownBy(() -> JsonCodec.members(wrong))
                    .withMessageContaining("This is no JSON object");
        }
    }

    @Test
    void saysWhereJsonEndsTooEarlyAndNothingOfItsParser() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonCodec.members("{\"input\": 5"))
                .withMessage("This is no JSON object: Unexpected end-of-input: expected close marker for Object");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonCodec.defaultCodec().read("[{\"input\": 5", List.class))
                .withMessageStartingWith(
                        "This is no JSON for java.util.List: Unexpected end-of-input: expected close marker for Object")
                .withMessageNotContaining("REDACTED");
    }
}
