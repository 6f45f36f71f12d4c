package dev.runcast.runtime.engine.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class JsonMembersTest {
    private static final JsonMapper TREES = JsonMapper.shared();
    private static final String[] SCALARS = {"true", "false", "null", "0", "-0", "-0.0", "1.50", "1e5", "1E-9"};
    private static final String[] PIECES = {
        "",
        "tea",
        "\\n",
        "\\\"",
        "\\\\",
        "\\/",
        "/",
        "\\u00e9",
        "\\ud83d\\ude00",
        "\\u0007",
        "[",
        "}",
        ",",
        ":",
        " ",
        "\u007f",
        "\u2028"
    };

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

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a" : [ 1 , { "b" : 2 } ] }     | [1,{"b":2}]
            {"a":"x [ ] , : \\" \\\\"}         | "x [ ] , : \\" \\\\"
            {"a":"a\\/b\\u0041\\n"}          | "a/bA\\n"
            {"a":"\\u001f"}                  | "\\u001F"
            {"a":-0}                         | 0
            {"a":[-0.50, 1.10, 1e-7]}        | [-0.50,1.10,1E-7]
            {"a":0.0000001}                  | 1E-7
            {"a":true }                      | true
            {"\\u0061": {}}                  | {}
            """)
    void givesTheMembersAsTheyAreWrittenHere(String json, String member) {
        assertThat(JsonMembers.of(json)).containsExactly(entry("a", member));
        assertThat(JsonMembers.elements(json.replaceFirst("\\{[^:]*:", "[").replaceFirst("}$", "]")))
                .containsExactly(member);
    }

    /** Where a tree was written anew, each value came out as the whole does. */
    @Test
    void givesTheSameAsATreeWouldForWhateverJson() {
        Random random = new Random(17);
        for (int i = 0; i < 5_000; i++) {
            String json = "{\"a\":" + value(random, 4) + ",\"b\":" + value(random, 4) + "}";
            String written = TREES.reader()
                    .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .readTree(json)
                    .toString();
            StringBuilder members = new StringBuilder();
            JsonMembers.of(json)
                    .forEach((name, value) -> members.append(members.isEmpty() ? "{" : ",")
                            .append('"')
                            .append(name)
                            .append("\":")
                            .append(value));
            assertThat(members.append('}').toString()).as(json).isEqualTo(written);
        }
    }

    private static String value(Random random, int depth) {
        String space = random.nextInt(4) == 0 ? random.nextBoolean() ? " \n" : "\t\r" : "";
        String value = switch (random.nextInt(depth == 0 ? 4 : 7)) {
            case 0 -> SCALARS[random.nextInt(SCALARS.length)];
            case 1 -> String.valueOf(random.nextInt());
            case 2 -> String.valueOf(random.nextGaussian() * Math.pow(10, random.nextInt(60) - 30));
            case 3 -> "\"" + PIECES[random.nextInt(PIECES.length)] + PIECES[random.nextInt(PIECES.length)] + "\"";
            case 4 -> "[]";
            case 5 -> "[" + value(random, depth - 1) + "," + value(random, depth - 1) + "]";
            default -> "{\"x\":" + value(random, depth - 1) + ",\"y\":" + value(random, depth - 1) + "}";
        };
        return space + value + space;
    }
}
