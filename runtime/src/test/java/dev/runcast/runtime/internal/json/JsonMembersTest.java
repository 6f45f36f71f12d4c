package dev.runcast.runtime.engine.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonMembersTest {
    @Test
    void givesTheMembersOfAnObject() {
        assertThat(JsonMembers.of(
                        "{\"b\": 1.10000000000000000000000000000000001, \"a\":{\"x\":[\"y\", null]}, \"c\":null}"))
                .containsExactly(
                        entry("b", "1.10000000000000000000000000000000001"),
                        entry("a", "{\"x\":[\"y\",null]}"),
                        entry("c", "null"));
        for (String wrong : List.of("", "null", "[1]", "{\"a\":1,\"a\":2}", "{\"a\":1} 2")) {
            assertThatIllegalArgumentException()
                    .as(wrong)
                    .isThrownBy(() -> JsonMembers.of(wrong))
                    .withMessageContaining("This is no JSON object");
        }
    }

    @Test
    void saysWhereAnObjectEndsTooEarlyAndNothingOfItsParser() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonMembers.of("{\"input\": 5"))
                .withMessage("This is no JSON object: Unexpected end-of-input: expected close marker for Object");
    }
}
