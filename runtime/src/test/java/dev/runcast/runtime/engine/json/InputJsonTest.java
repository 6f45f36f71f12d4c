package dev.runcast.runtime.engine.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.runcast.runtime.json.JsonCodec;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputJsonTest {
    enum Level {
        LOW,
        HIGH
    }

    /** Has rules of its own. */
    record Range(int from, int to) {
        Range {
            if (to == 13) {
                throw new IllegalArgumentException("No enum constant dev.runcast.Level.MIDDLE");
            }
            if (to == 14) {
                throw new IllegalStateException("the password is secret");
            }
            if (from > to) {
                throw new IllegalArgumentException("from is after to.");
            }
        }
    }

    record Everything(
            @Nullable String string,
            @Nullable Integer integer,
            @Nullable Long big,
            @Nullable Byte small,
            @Nullable Double number,
            @Nullable Float shortNumber,
            @Nullable Boolean bool,
            @Nullable BigInteger whole,
            @Nullable BigDecimal exact,
            @Nullable Level level,
            @Nullable Instant time,
            @Nullable List<Integer> integers,
            double @Nullable [] numbers,
            @Nullable List<String> strings,
            @Nullable Map<String, Integer> counts,
            Optional<String> optional,
            @Nullable Object any,
            @Nullable Range range) {}

    private static Everything read(String json) {
        return (Everything) InputJson.read(JsonCodec.defaultCodec(), json, Everything.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"string":5}                | string       | 5 does not fit. Give a string.
            {"string":1.5}              | string       | 1.5 does not fit. Give a string.
            {"string":true}             | string       | true does not fit. Give a string.
            {"string":["a"]}            | string       | A list does not fit. Give a string.
            {"strings":["a",5]}         | strings.1    | 5 does not fit. Give a string.
            {"integer":1.5}             | integer      | 1.5 does not fit. Give an integer from -2147483648 to 2147483647.
            {"integer":"5"}             | integer      | "5" does not fit. Give an integer from -2147483648 to 2147483647.
            {"integer":""}              | integer      | "" does not fit. Give an integer from -2147483648 to 2147483647.
            {"integer":true}            | integer      | true does not fit. Give an integer from -2147483648 to 2147483647.
            {"integer":2147483648}      | integer      | 2147483648 is out of range. Give an integer from -2147483648 to 2147483647.
            {"big":9223372036854775808} | big          | 9223372036854775808 is out of range. Give an integer from -9223372036854775808 to 9223372036854775807.
            {"small":200}               | small        | 200 is out of range. Give an integer from -128 to 127.
            {"whole":1.5}               | whole        | 1.5 does not fit. Give an integer.
            {"number":1e999}            | number       | 1E+999 is out of range. Give a number from -1.7e308 to 1.7e308.
            {"number":"5"}              | number       | "5" does not fit. Give a number from -1.7e308 to 1.7e308.
            {"shortNumber":1e39}        | shortNumber  | 1E+39 is out of range. Give a number from -3.4e38 to 3.4e38.
            {"numbers":[1,-1e999]}      | numbers.1    | -1E+999 is out of range. Give a number from -1.7e308 to 1.7e308.
            {"numbers":["1"]}           | numbers.0    | "1" does not fit. Give a list, each of its elements a number from -1.7e308 to 1.7e308.
            {"any":{"deep":[1e999]}}    | any.deep.0   | 1E+999 is out of range. Give a number from -1.7e308 to 1.7e308.
            {"exact":"5"}               | exact        | "5" does not fit. Give a number.
            {"bool":"true"}             | bool         | "true" does not fit. Give true or false.
            {"bool":1}                  | bool         | 1 does not fit. Give true or false.
            {"level":0}                 | level        | 0 does not fit. Give one of the strings that the schema names.
            {"level":"MIDDLE"}          | level        | "MIDDLE" does not fit. Give one of these strings: HIGH, LOW.
            {"level":""}                | level        | "" does not fit. Give one of the strings that the schema names.
            {"time":"noon"}             | time         | "noon" does not fit. Give a time, such as "2026-01-31T12:00:00Z".
            {"integers":[1,2.5]}        | integers.1   | 2.5 does not fit. Give an integer from -2147483648 to 2147483647.
            {"integers":5}              | integers     | 5 does not fit. Give a list.
            {"counts":{"a":1.5}}        | counts.a     | 1.5 does not fit. Give an integer from -2147483648 to 2147483647.
            {"counts":[]}               | counts       | A list does not fit. Give an object.
            {"range":"x"}               | range        | "x" does not fit. Give an object.
            {"range":{"from":1}}        | range.to     | This is missing. Give an integer from -2147483648 to 2147483647.
            {"range":{"from":1,"to":null}} | range.to  | null does not fit. Give an integer from -2147483648 to 2147483647.
            {"range":{"from":1,"to":2,"by":3}} | range.by | There is no member "by" here. Leave it out, or give one of these: "from", "to".
            {"range":{"from":2,"to":1}} | range        | This is refused: from is after to. Give other values.
            {"range":{"from":2,"to":13}} | range       | This is refused. Give other values.
            {"range":{"from":2,"to":14}} | range       | This is refused. Give other values.
            {"string":"a","string":"b"} | ``           | There are two members "string". Give one.
            {"string":"a"} 5            | ``           | There is something after the end of the JSON. Send one value.
            {"string":                  | ``           | This is no JSON: the fault is in line 1, column 11. Send well-formed JSON.
            [1]                         | ``           | A list does not fit. Give an object.
            """)
    void readsToTheLetterAndTellsFaultsInTermsOfJson(String json, String place, String message) {
        InputFault fault = catchThrowableOfType(InputFault.class, () -> read(json));
        assertThat(fault).as(json).hasMessage(message);
        assertThat(String.join(".", fault.path())).isEqualTo(place);
    }

    @Test
    void showsOnlyTheBeginningOfAValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("{\"integer\":\"" + "9".repeat(1000) + "\"}"))
                .withMessageStartingWith("\"" + "9".repeat(39) + "… does not fit.");
    }

    @Test
    void takesOtherWaysToWriteTheSameValue() {
        Everything read =
                read("{\"integer\":1.0,\"big\":9007199254740993.0,\"whole\":1e3,\"number\":5,\"integers\":[2.00],"
                        + "\"any\":1.0,\"small\":-128,\"exact\":0.12345678901234567890}");
        assertThat(read.integer()).isEqualTo(1);
        assertThat(read.big()).isEqualTo(9007199254740993L);
        assertThat(read.whole()).isEqualTo(1000);
        assertThat(read.number()).isEqualTo(5);
        assertThat(read.integers()).containsExactly(2);
        assertThat(read.any()).isEqualTo(1.0);
        assertThat(read.small()).isEqualTo((byte) -128);
        assertThat(read.exact()).isEqualTo("0.12345678901234567890");
    }

    @Test
    void leavesOutWhatMayBeMissing() {
        Everything read = read("{\"string\":\"\",\"optional\":null}");
        assertThat(read.string()).isEmpty();
        assertThat(read.optional()).isEmpty();
        assertThat(read.integer()).isNull();
        assertThat(read("{\"number\":\"NaN\"}").number()).isNaN();
    }

    @Test
    void isAsStrictWithAnotherLimit() {
        assertThatExceptionOfType(InputFault.class)
                .isThrownBy(() -> InputJson.read(JsonCodec.limitedTo(100), "5", String.class));
    }

    @Test
    void readsLenientlyButChangesNoNumber() {
        record Search(String topic, int limit) {}
        assertThat(InputJson.readLeniently("{\"topic\":5,\"limit\":\"3\",\"more\":1}", Search.class))
                .isEqualTo(new Search("5", 3));
        assertThatExceptionOfType(InputFault.class)
                .isThrownBy(() -> InputJson.readLeniently("{\"topic\":\"t\",\"limit\":3.5}", Search.class))
                .withMessage("3.5 does not fit. Give an integer from -2147483648 to 2147483647.")
                .satisfies(fault -> assertThat(fault.path()).containsExactly("limit"));
        assertThatExceptionOfType(InputFault.class).isThrownBy(() -> InputJson.readLeniently("1e999", double.class));
    }

    /** Reads nothing, and says so. */
    private record Refusing(RuntimeException failure) implements JsonCodec {
        @Override
        public String write(@Nullable Object value) {
            return "";
        }

        @Override
        public Object read(String json, Type type) {
            throw failure;
        }
    }

    @Test
    void tellsNothingThatACodecOfTheProgramSays() {
        IllegalArgumentException failure = new IllegalArgumentException("no dev.runcast.Secret");
        assertThatExceptionOfType(InputFault.class)
                .isThrownBy(() -> InputJson.read(new Refusing(failure), "5", String.class))
                .withMessage("This does not fit. Give what the schema says.")
                .withCause(failure);
        IllegalStateException broken = new IllegalStateException("broken");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> InputJson.read(new Refusing(broken), "5", String.class))
                .isSameAs(broken);
    }

    @Test
    void doesNotBlameTheSenderForATypeThatCannotBeRead() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InputJson.read(JsonCodec.defaultCodec(), "{}", Runnable.class))
                .isNotInstanceOf(InputFault.class)
                .withMessageContaining("Runnable");
    }

    @Test
    void takesObjectsAndListsApartWithoutChangingNumbers() {
        assertThat(InputJson.members("{\"a\":1e999,\"b\":[0.12345678901234567890]}"))
                .isEqualTo(Map.of("a", "1E+999", "b", "[0.12345678901234567890]"));
        assertThat(InputJson.elements("[1e999, \"x\"]")).containsExactly("1E+999", "\"x\"");
        assertThatExceptionOfType(InputFault.class)
                .isThrownBy(() -> InputJson.members("[1]"))
                .withMessage("This is no JSON object, but a list. Give a text that begins with {.");
        assertThatExceptionOfType(InputFault.class)
                .isThrownBy(() -> InputJson.elements("{}"))
                .withMessage("This is no JSON list, but an object. Give a text that begins with [.");
        assertThatExceptionOfType(InputFault.class)
                .isThrownBy(() -> InputJson.members("[".repeat(5000)))
                .withMessage("This is nested too deep, or a number, a name or a string is too long. Send less.");
    }
}
