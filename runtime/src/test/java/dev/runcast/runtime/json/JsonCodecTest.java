package dev.runcast.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.runcast.runtime.codegen.Types;
import java.lang.reflect.Type;
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

    enum Priority {
        LOW,
        HIGH {
            @Override
            public String toString() {
                return "very high";
            }
        }
    }

    @Test
    void writesAndReadsEnumsByTheNamesOfTheirConstants() {
        assertThat(codec.write(Map.of(Priority.HIGH, List.of(Priority.HIGH, Priority.LOW))))
                .isEqualTo("{\"HIGH\":[\"HIGH\",\"LOW\"]}");
        assertThat(codec.read("\"HIGH\"", Priority.class)).isEqualTo(Priority.HIGH);
        assertThatIllegalArgumentException().isThrownBy(() -> codec.read("\"very high\"", Priority.class));
    }

    @Test
    void writesAndReadsWhatIsNoNumberInJson() {
        double[] numbers = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.5};
        String json = codec.write(numbers);
        assertThat(json).isEqualTo("[\"NaN\",\"Infinity\",\"-Infinity\",0.5]");
        assertThat(codec.read(json, double[].class)).isEqualTo(numbers);
        assertThat(codec.write(Float.NaN)).isEqualTo("\"NaN\"");
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
    void readsAClassAsItsType() {
        Progress progress = codec.read("{\"total\":2,\"step\":1}", Progress.class);
        assertThat(progress).isEqualTo(new Progress(2, 1, null));
        assertThat(codec.read("null", Progress.class)).isNull();
        int number = codec.read("1", int.class);
        assertThat(number).isEqualTo(1);
        List<?> list = codec.read("[1]", List.class);
        assertThat(list).isEqualTo(List.of(1));
        Class<?> unknown = Progress.class;
        assertThat(codec.read("null", unknown)).isNull();
    }

    @Test
    void readsByWhatACodecOfTheProgramReads() {
        JsonCodec own = new JsonCodec() {
            @Override
            public String write(@Nullable Object value) {
                return "\"" + value + "\"";
            }

            @Override
            public Object read(String json, Type type) {
                return "read " + json;
            }
        };
        assertThat(own.read("1", String.class)).isEqualTo("read 1");
        assertThatExceptionOfType(ClassCastException.class)
                .as("at once, and not where the value is used")
                .isThrownBy(() -> own.read("1", Progress.class));
    }

    @Test
    void saysWhereJsonEndsTooEarlyAndNothingOfItsParser() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonCodec.defaultCodec().read("[{\"input\": 5", List.class))
                .withMessageStartingWith(
                        "This is no JSON for java.util.List: Unexpected end-of-input: expected close marker for Object")
                .withMessageNotContaining("REDACTED");
    }
}
