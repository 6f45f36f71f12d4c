package dev.runcast.contract.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class JsonReaderTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @Test
    void readsAllKindsOfValues() throws InvalidContractException {
        String json =
                " { \"a\" : [ 1 , -0.5e+2, \"\\u00e4\\n\\\"\\/\" , true, false, null, {}, [] ] ,\r\n\t\"\" : \"\u007f\" } ";

        Map<String, Object> expected = new LinkedHashMap<>();
        List<Object> array =
                new ArrayList<>(List.of(new BigDecimal("1"), new BigDecimal("-5E+1"), "ä\n\"/", true, false));
        array.add(null);
        array.add(Map.of());
        array.add(List.of());
        expected.put("a", array);
        expected.put("", "\u007f");
        assertThat(JsonReader.object(json)).isEqualTo(expected);
    }

    @RepeatedTest(50)
    void readsWhatJacksonWrites(RepetitionInfo repetition) throws InvalidContractException {
        Random random = new Random(repetition.getCurrentRepetition());
        String json = MAPPER.writeValueAsString(Map.of("value", value(random, 6)));

        assertThat(MAPPER.writeValueAsString(JsonReader.object(json))).isEqualTo(json);
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> random.nextInt();
            case 1 -> random.nextBoolean();
            case 2, 3 -> text(random);
            case 4 ->
                IntStream.range(0, random.nextInt(5))
                        .mapToObj(i -> value(random, depth - 1))
                        .toList();
            default -> {
                Map<String, Object> object = new LinkedHashMap<>();
                IntStream.range(0, random.nextInt(5)).forEach(i -> object.put(text(random), value(random, depth - 1)));
                yield object;
            }
        };
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(8), 0, 0x250)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "[]",
                "null",
                "{",
                "{}x",
                "{} {}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":1.}",
                "{\"a\":.5}",
                "{\"a\":NaN}",
                "{\"a\":tru}",
                "{\"a\":[1,]}",
                "{\"a\":[1}",
                "{\"a\":'b'}",
                "{\"a\":\"b}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1e99999}",
                "{,}",
                "// {}"
            })
    void refusesAllElse(String text) {
        assertThatExceptionOfType(InvalidContractException.class).isThrownBy(() -> JsonReader.object(text));
    }

    @Test
    void refusesWhatIsTooDeep() {
        String text = "{\"a\":" + "[".repeat(100_000);

        assertThatExceptionOfType(InvalidContractException.class).isThrownBy(() -> JsonReader.object(text));
    }

    @ParameterizedTest
    @CsvSource({"'{\"a\":1,\n  x}', 'line 2, column 3'", "'{', 'line 1, column 2'", "'[]', 'line 1, column 3'"})
    void saysWhere(String text, String place) {
        assertThatExceptionOfType(InvalidContractException.class)
                .isThrownBy(() -> JsonReader.object(text))
                .withMessage("it is no JSON object (%s)", place);
    }
}
