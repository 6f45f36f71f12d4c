package dev.runcast.processor.render;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.runcast.processor.model.EventsClass;
import dev.runcast.processor.model.Visibility;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;

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
        TypeNames types = new TypeNames(events.type());
        JsonRenderer json = new JsonRenderer(events);
        List<EventRenderer> members = events.events().stream()
                .map(event -> new EventRenderer(event, visibility, types, json))
                .toList();
        members.forEach(event -> type.addField(event.key()));
        type.addField(RuntimeTypes.EVENT_SINK, "sink", Modifier.PRIVATE, Modifier.FINAL)
                .addMethod(constructor(visibility));
        for (EventRenderer event : members) {
            type.addMethod(event.emitter());
            event.componentsEmitter().ifPresent(type::addMethod);
        }
        type.addMethods(json.methods());
        files.write(type, events.names(), events.type());
    }

    private static MethodSpec constructor(Visibility visibility) {
        return MethodSpec.constructorBuilder()
                .addJavadoc("Creates an emitter that hands every event to {@code sink}.")
                .addModifiers(Modifiers.of(visibility))
                .addParameter(RuntimeTypes.EVENT_SINK, "sink")
                .addStatement("this.sink = $T.requireNonNull(sink, $S)", Objects.class, "sink")
                .build();
    }
}
