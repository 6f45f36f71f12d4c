package dev.runcast.processor.render;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.runcast.processor.discovery.Payload;
import dev.runcast.processor.model.Event;
import dev.runcast.processor.model.Visibility;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** What the emitter has for one event: a key, and the methods that emit it. */
final class EventRenderer {
    private final Event event;
    private final Visibility visibility;
    private final TypeNames types;
    private final JsonRenderer json;

    EventRenderer(Event event, Visibility ofEmitter, TypeNames types, JsonRenderer json) {
        this.event = event;
        this.visibility = Visibility.least(ofEmitter, Visibility.of(payloadType()));
        this.types = types;
        this.json = json;
    }

    FieldSpec key() {
        TypeName payload = event.payload().map(this::payloadName).orElse(ClassName.get(Void.class));
        CodeBlock arguments = event.payload()
                .map(data -> data.isGeneric()
                        ? CodeBlock.of("$L, new $T<$T>() {}", Literals.of(event.name()), RuntimeTypes.TYPE_REF, payload)
                        : CodeBlock.of("$L, $T.class", Literals.of(event.name()), payload))
                .orElse(Literals.of(event.name()));
        FieldSpec.Builder field = FieldSpec.builder(
                        ParameterizedTypeName.get(RuntimeTypes.EVENT_TYPE, payload),
                        event.constant(),
                        Modifiers.of(visibility, Modifier.STATIC, Modifier.FINAL))
                .addJavadoc("$L, $L.", Javadoc.quoted(event.name()), contents())
                .addJavadoc(Javadoc.sentence(event.description()))
                .initializer(
                        "$T.of($L$L)",
                        RuntimeTypes.EVENT_TYPE,
                        arguments,
                        event.json()
                                .map(shape -> CodeBlock.of(", $L", json.function(shape)))
                                .orElse(CodeBlock.of("")));
        Suppressions.naming(payloadType().toList()).ifPresent(field::addAnnotation);
        return field.build();
    }

    private CodeBlock contents() {
        return event.payload()
                .map(payload -> CodeBlock.of(
                        payload.type().getKind() == TypeKind.DECLARED && !payload.isGeneric()
                                ? "with a {@link $T}"
                                : "with a {@code $T}",
                        payloadName(payload)))
                .orElse(CodeBlock.of("without data"));
    }

    MethodSpec emitter() {
        MethodSpec.Builder method = MethodSpec.methodBuilder(event.methodName())
                .addJavadoc(
                        "Emits $L, declared by $L.", Javadoc.quoted(event.name()), Javadoc.links(event.declaredBy()))
                .addJavadoc(Javadoc.sentence(event.description()))
                .addModifiers(Modifiers.of(visibility));
        Suppressions.naming(payloadType().toList()).ifPresent(method::addAnnotation);
        if (event.payload().isEmpty()) {
            return method.addStatement("sink.emit($L, null)", event.constant()).build();
        }
        return method.addParameter(payloadName(event.payload().get()), "payload")
                .addStatement("sink.emit($L, payload)", event.constant())
                .build();
    }

    /** Returns the method that takes the components of a record, if events can be emitted so. */
    Optional<MethodSpec> componentsEmitter() {
        if (event.components().isEmpty()) {
            return Optional.empty();
        }
        TypeName payload = payloadName(event.payload().orElseThrow());
        Visibility least = Visibility.least(
                visibility, Visibility.of(event.components().stream().map(Element::asType)));
        MethodSpec.Builder method = MethodSpec.methodBuilder(event.methodName())
                .addJavadoc(
                        "Emits $L with a {@link $T} of $L.",
                        Javadoc.quoted(event.name()),
                        payload,
                        event.components().size() == 1 ? "this component" : "these components")
                .addModifiers(Modifiers.of(least));
        for (RecordComponentElement component : event.components()) {
            method.addParameter(
                    types.of(component.asType()), component.getSimpleName().toString());
        }
        List<TypeMirror> named = Stream.concat(
                        payloadType(), event.components().stream().map(Element::asType))
                .toList();
        Suppressions.naming(named).ifPresent(method::addAnnotation);
        CodeBlock names = event.components().stream()
                .map(component -> CodeBlock.of("$L", component.getSimpleName()))
                .collect(CodeBlock.joining(", "));
        // A method called yield cannot be called without a receiver.
        method.addStatement(
                "$L(new $T($L))",
                event.methodName().equals("yield") ? "this.yield" : event.methodName(),
                payload,
                names);
        return Optional.of(method.build());
    }

    private TypeName payloadName(Payload payload) {
        return types.of(payload.type());
    }

    private Stream<TypeMirror> payloadType() {
        return event.payload().map(Payload::type).stream();
    }
}
