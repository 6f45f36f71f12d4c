package dev.runcast.processor.render;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.runcast.processor.discovery.Payload;
import dev.runcast.processor.model.Event;
import dev.runcast.processor.model.EventsClass;
import dev.runcast.processor.model.Visibility;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Writes the emitter of a type's events. */
public final class EventsRenderer {
    private final JavaFiles files;

    public EventsRenderer(JavaFiles files) {
        this.files = files;
    }

    /** Writes {@code events}. */
    public void write(EventsClass events) throws IOException {
        Visibility visibility = Visibility.of(events.type());
        TypeSpec.Builder type = TypeSpec.classBuilder(events.names().events())
                .addJavadoc(
                        "Emits the custom events that {@link $T} declares with {@code @EmitsEvent}.",
                        ClassName.get(events.type()))
                .addModifiers(Modifiers.of(visibility, Modifier.FINAL));
        Annotations.nullScope(events.type()).ifPresent(type::addAnnotation);
        for (Event event : events.events()) {
            type.addField(key(event, visibility));
        }
        type.addField(RuntimeTypes.EVENT_SINK, "sink", Modifier.PRIVATE, Modifier.FINAL)
                .addMethod(constructor(visibility));
        for (Event event : events.events()) {
            type.addMethod(emitter(event, visibility));
            if (!event.components().isEmpty()) {
                type.addMethod(componentsEmitter(event, visibility));
            }
        }
        files.write(type, events.names(), events.type());
    }

    private static FieldSpec key(Event event, Visibility ceiling) {
        TypeName payload = event.payload().map(EventsRenderer::payloadName).orElse(ClassName.get(Void.class));
        CodeBlock arguments = event.payload()
                .map(data -> data.isGeneric()
                        ? CodeBlock.of("$L, new $T<$T>() {}", Literals.of(event.name()), RuntimeTypes.TYPE_REF, payload)
                        : CodeBlock.of("$L, $T.class", Literals.of(event.name()), payload))
                .orElse(Literals.of(event.name()));
        FieldSpec.Builder field = FieldSpec.builder(
                        ParameterizedTypeName.get(RuntimeTypes.EVENT_TYPE, payload),
                        event.constant(),
                        Modifiers.of(visibility(event, ceiling), Modifier.STATIC, Modifier.FINAL))
                .addJavadoc("$L, $L.", Javadoc.quoted(event.name()), contents(event))
                .addJavadoc(Javadoc.sentence(event.description()))
                .initializer("$T.of($L)", RuntimeTypes.EVENT_TYPE, arguments);
        Suppressions.naming(payloadType(event).toList()).ifPresent(field::addAnnotation);
        return field.build();
    }

    private static CodeBlock contents(Event event) {
        return event.payload()
                .map(payload -> CodeBlock.of(
                        payload.type().getKind() == TypeKind.DECLARED && !payload.isGeneric()
                                ? "with a {@link $T}"
                                : "with a {@code $T}",
                        payloadName(payload)))
                .orElse(CodeBlock.of("without data"));
    }

    private static MethodSpec constructor(Visibility visibility) {
        return MethodSpec.constructorBuilder()
                .addJavadoc("Creates an emitter that hands every event to {@code sink}.")
                .addModifiers(Modifiers.of(visibility))
                .addParameter(RuntimeTypes.EVENT_SINK, "sink")
                .addStatement("this.sink = $T.requireNonNull(sink, $S)", Objects.class, "sink")
                .build();
    }

    private static MethodSpec emitter(Event event, Visibility ceiling) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(event.methodName())
                .addJavadoc(
                        "Emits $L, declared by $L.", Javadoc.quoted(event.name()), Javadoc.links(event.declaredBy()))
                .addJavadoc(Javadoc.sentence(event.description()))
                .addModifiers(Modifiers.of(visibility(event, ceiling)));
        Suppressions.naming(payloadType(event).toList()).ifPresent(method::addAnnotation);
        if (event.payload().isEmpty()) {
            return method.addStatement("sink.emit($L, null)", event.constant()).build();
        }
        return method.addParameter(payloadName(event.payload().get()), "payload")
                .addStatement("sink.emit($L, payload)", event.constant())
                .build();
    }

    private static MethodSpec componentsEmitter(Event event, Visibility ceiling) {
        TypeName payload = payloadName(event.payload().orElseThrow());
        Visibility visibility = Visibility.least(
                visibility(event, ceiling),
                Visibility.of(event.components().stream().map(Element::asType)));
        MethodSpec.Builder method = MethodSpec.methodBuilder(event.methodName())
                .addJavadoc("Emits $L with a {@link $T} of these components.", Javadoc.quoted(event.name()), payload)
                .addModifiers(Modifiers.of(visibility));
        for (RecordComponentElement component : event.components()) {
            method.addParameter(
                    TypeNames.of(component.asType()), component.getSimpleName().toString());
        }
        List<TypeMirror> named = Stream.concat(
                        payloadType(event), event.components().stream().map(Element::asType))
                .toList();
        Suppressions.naming(named).ifPresent(method::addAnnotation);
        CodeBlock names = event.components().stream()
                .map(component -> CodeBlock.of("$L", component.getSimpleName()))
                .collect(CodeBlock.joining(", "));
        // A method called yield cannot be called without a receiver.
        return method.addStatement(
                        "$L(new $T($L))",
                        event.methodName().equals("yield") ? "this.yield" : event.methodName(),
                        payload,
                        names)
                .build();
    }

    private static TypeName payloadName(Payload payload) {
        return TypeNames.of(payload.type());
    }

    private static Stream<TypeMirror> payloadType(Event event) {
        return event.payload().map(Payload::type).stream();
    }

    private static Visibility visibility(Event event, Visibility ceiling) {
        return Visibility.least(ceiling, Visibility.of(payloadType(event)));
    }
}
