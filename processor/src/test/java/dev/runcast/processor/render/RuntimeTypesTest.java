package dev.runcast.processor.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.palantir.javapoet.ClassName;
import dev.runcast.processor.model.ReturnShape;
import dev.runcast.processor.model.RuntimeMethod;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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

    @ParameterizedTest
    @EnumSource
    void hasTheMethodsOfEachShape(ReturnShape shape) throws ClassNotFoundException {
        for (RuntimeMethod method : List.of(shape.opening(), shape.factory())) {
            assertThat(Class.forName(method.type()).getMethods())
                    .filteredOn(candidate -> Modifier.isStatic(candidate.getModifiers()))
                    .extracting(Method::getName)
                    .contains(method.name());
        }
    }
}
