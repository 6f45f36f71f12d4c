package dev.runcast.processor.render;

import static org.assertj.core.api.Assertions.assertThatCode;

import com.palantir.javapoet.ClassName;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every type of Runcast that generated code names exists. */
class RuntimeTypesTest {
    static Stream<Field> constants() {
        return Arrays.stream(RuntimeTypes.class.getDeclaredFields())
                .filter(field -> field.getType() == ClassName.class);
    }

    @ParameterizedTest
    @MethodSource("constants")
    void exists(Field constant) throws IllegalAccessException {
        ClassName name = (ClassName) constant.get(null);

        assertThatCode(() -> Class.forName(name.reflectionName())).doesNotThrowAnyException();
    }
}
