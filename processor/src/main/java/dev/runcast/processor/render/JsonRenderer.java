package dev.runcast.processor.render;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.runcast.processor.model.EventsClass;
import dev.runcast.processor.model.JsonObject;
import dev.runcast.processor.model.JsonShape;
import dev.runcast.processor.model.JsonShape.ListOf;
import dev.runcast.processor.model.JsonShape.MapOf;
import dev.runcast.processor.model.JsonShape.ObjectOf;
import dev.runcast.processor.model.JsonShape.Whole;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;

/** What the emitter has to write payloads as JSON: a method for each record. */
final class JsonRenderer {
    private final EventsClass events;
    private final Map<String, String> methodNames = new HashMap<>();

    JsonRenderer(EventsClass events) {
        this.events = events;
        Set<String> taken = new HashSet<>();
        for (JsonObject object : events.objects()) {
            String name = "write" + object.type().getSimpleName();
            String free = Stream.iterate(1, number -> number + 1)
                    .map(number -> number == 1 ? name : name + number)
                    .filter(taken::add)
                    .findFirst()
                    .orElseThrow();
            methodNames.put(key(object.type()), free);
        }
    }

    private static String key(TypeElement type) {
        return type.getQualifiedName().toString();
    }

    /** Returns an expression for what writes values of a shape. */
    CodeBlock function(JsonShape shape) {
        return function(shape, 0);
    }

    List<MethodSpec> methods() {
        return events.objects().stream().map(this::method).toList();
    }

    private MethodSpec method(JsonObject object) {
        ClassName type = ClassName.get(object.type());
        MethodSpec.Builder method = MethodSpec.methodBuilder(methodName(object.type()))
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addParameter(RuntimeTypes.PAYLOAD_JSON, "json")
                .addParameter(type, "value");
        List<ExecutableElement> accessors = object.members().stream()
                .map(member -> member.component().getAccessor())
                .toList();
        Suppressions.calling(accessors, object.type().asType()).ifPresent(method::addAnnotation);
        method.beginControlFlow("if (json.begin(value))");
        String comma = "";
        for (JsonObject.Member member : object.members()) {
            method.addStatement(statement(member, comma));
            comma = ",";
        }
        return method.addStatement("json.end()").endControlFlow().build();
    }

    private CodeBlock statement(JsonObject.Member member, String comma) {
        RecordComponentElement component = member.component();
        CodeBlock key = Literals.of(comma + '"' + component.getSimpleName() + "\":");
        CodeBlock part = CodeBlock.of("value.$L()", component.getSimpleName());
        if (member.shape() instanceof Whole whole) {
            return CodeBlock.of("json.raw($L).$L($L)", key, whole.method(), part);
        } else if (member.shape() instanceof ObjectOf object) {
            return CodeBlock.of("$L(json.raw($L), $L)", methodName(object.type()), key, part);
        } else {
            return CodeBlock.of("json.raw($L).$L", key, structure(member.shape(), part, 0));
        }
    }

    private CodeBlock function(JsonShape shape, int depth) {
        if (shape instanceof Whole whole) {
            return CodeBlock.of("$T::$L", RuntimeTypes.PAYLOAD_JSON, whole.method());
        } else if (shape instanceof ObjectOf object) {
            return CodeBlock.of("$L::$L", events.names().events(), methodName(object.type()));
        }
        // Parameters of lambdas in lambdas need names of their own.
        String suffix = depth == 0 ? "" : String.valueOf(depth + 1);
        String json = "each" + suffix;
        String value = (shape instanceof ListOf ? "list" : "map") + suffix;
        return CodeBlock.of(
                "($1L, $2L) -> $1L.$3L", json, value, structure(shape, CodeBlock.of("$L", value), depth + 1));
    }

    /** Returns the call that writes a list or a map. */
    private CodeBlock structure(JsonShape shape, CodeBlock value, int depth) {
        return shape instanceof ListOf list
                ? CodeBlock.of("list($L, $L)", value, function(list.element(), depth))
                : CodeBlock.of("map($L, $L)", value, function(((MapOf) shape).value(), depth));
    }

    private String methodName(TypeElement type) {
        return Objects.requireNonNull(methodNames.get(key(type)));
    }
}
