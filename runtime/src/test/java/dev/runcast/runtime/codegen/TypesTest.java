package dev.runcast.runtime.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TypesTest {
    /** The types of these fields are what the JDK makes of the same source. */
    @SuppressWarnings("unused")
    private static final class Fields {
        List<String> parameterized;
        Map<String, List<Integer>> nested;
        Map.Entry<String, Integer> member;
        List<? extends Number> extending;
        List<? super Integer> superOf;
        List<?> anything;
        List<String>[] genericArray;
        String[] array;
        int[][] primitiveArray;
    }

    static Stream<Arguments> types() {
        return Stream.of(
                Arguments.of("parameterized", Types.parameterized(List.class, String.class)),
                Arguments.of(
                        "nested",
                        Types.parameterized(Map.class, String.class, Types.parameterized(List.class, Integer.class))),
                Arguments.of("member", Types.parameterized(Map.Entry.class, String.class, Integer.class)),
                Arguments.of("extending", Types.parameterized(List.class, Types.extending(Number.class))),
                Arguments.of("superOf", Types.parameterized(List.class, Types.superOf(Integer.class))),
                Arguments.of("anything", Types.parameterized(List.class, Types.anything())),
                Arguments.of("genericArray", Types.array(Types.parameterized(List.class, String.class))),
                Arguments.of("array", Types.array(String.class)),
                Arguments.of("primitiveArray", Types.array(Types.array(int.class))));
    }

    @ParameterizedTest
    @MethodSource("types")
    void areEqualToThoseOfTheJdk(String field, Type type) throws NoSuchFieldException {
        Type expected = Fields.class.getDeclaredField(field).getGenericType();
        assertThat(type).isEqualTo(expected).hasSameHashCodeAs(expected);
        assertThat(expected).isEqualTo(type);
        assertThat(type.getTypeName()).isEqualTo(expected.getTypeName());
    }
}
