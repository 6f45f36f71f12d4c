package dev.runcast.processor.model;

import dev.runcast.processor.discovery.AnnotatedMethod;
import dev.runcast.processor.discovery.AnnotatedType;
import dev.runcast.processor.discovery.EventDeclaration;
import dev.runcast.processor.discovery.ParameterRole;
import dev.runcast.processor.discovery.Payload;
import dev.runcast.processor.discovery.TypeMirrors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Makes the model of what is generated from members that were found sound. */
public final class ModelBuilder {
    private final Elements elements;
    private final Types types;
    private final ParameterDocs docs;

    public ModelBuilder(Elements elements, Types types, ParameterDocs docs) {
        this.elements = elements;
        this.types = types;
        this.docs = docs;
    }

    /** Models the emitter. Declarations that agree become one event. */
    public EventsClass eventsClass(AnnotatedType type, List<EventDeclaration> declarations) {
        Map<List<String>, List<EventDeclaration>> alike = new LinkedHashMap<>();
        for (EventDeclaration declaration : declarations) {
            alike.computeIfAbsent(key(declaration), key -> new ArrayList<>()).add(declaration);
        }
        JsonShapes shapes = new JsonShapes(elements, type.element());
        List<Event> events =
                alike.values().stream().map(each -> event(each, shapes)).toList();
        return new EventsClass(type.element(), type.names(), events, shapes.objects());
    }

    /** Models the wrapper. */
    public RunnablesClass runnablesClass(AnnotatedType type, List<AnnotatedMethod> methods, EventsClass events) {
        Map<ExecutableElement, RunNames> names = RunNames.in(type);
        EventsByPlace byPlace = EventsByPlace.of(events);
        return new RunnablesClass(
                type.element(),
                type.names(),
                methods.stream()
                        .map(method -> runnableMethod(
                                method, Objects.requireNonNull(names.get(method.element())), byPlace.of(method)))
                        .toList());
    }

    private static List<String> key(EventDeclaration declaration) {
        return List.of(declaration.name(), declaration.methodName());
    }

    private Event event(List<EventDeclaration> alike, JsonShapes shapes) {
        EventDeclaration first = alike.get(0);
        Optional<Payload> payload = first.payload(types);
        String description = alike.stream()
                .map(EventDeclaration::description)
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
        return new Event(
                first.name(),
                payload,
                description,
                first.methodName(),
                alike.stream().map(EventDeclaration::declaredBy).toList(),
                payload.map(data -> components(data.type(), first)).orElse(List.of()),
                payload.flatMap(shapes::of));
    }

    private List<RecordComponentElement> components(TypeMirror payload, EventDeclaration event) {
        if (!(payload instanceof DeclaredType declared)
                || !(declared.asElement() instanceof TypeElement element)
                || element.getKind() != ElementKind.RECORD
                || !element.getTypeParameters().isEmpty()) {
            return List.of();
        }
        List<? extends RecordComponentElement> components = element.getRecordComponents();
        List<TypeMirror> componentTypes =
                components.stream().map(Element::asType).toList();
        boolean isClear = !components.isEmpty()
                && !isOnlyComponent(payload, componentTypes)
                && !ObjectMethods.contains(ObjectMethods.signature(event.methodName(), erased(componentTypes)));
        return isClear
                        && isAccessible(Visibility.of(componentTypes.stream()), element, event)
                        && isAccessible(Visibility.of(canonicalConstructor(element, componentTypes)), element, event)
                ? List.copyOf(components)
                : List.of();
    }

    /** Whether a payload could be taken for its only component, so that a call would not show which of the two it means. */
    private boolean isOnlyComponent(TypeMirror payload, List<TypeMirror> componentTypes) {
        return componentTypes.size() == 1 && types.isAssignable(payload, componentTypes.get(0));
    }

    private boolean isAccessible(Visibility visibility, TypeElement owner, EventDeclaration event) {
        boolean isSamePackage = elements.getPackageOf(owner).equals(elements.getPackageOf(event.declaredBy()));
        return visibility.compareTo(isSamePackage ? Visibility.PACKAGE : Visibility.PUBLIC) >= 0;
    }

    private ExecutableElement canonicalConstructor(TypeElement type, List<TypeMirror> components) {
        return ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
                .filter(constructor -> ObjectMethods.signature(
                                "",
                                erased(constructor.getParameters().stream()
                                        .map(Element::asType)
                                        .toList()))
                        .equals(ObjectMethods.signature("", erased(components))))
                .findFirst()
                .orElseThrow();
    }

    private List<TypeMirror> erased(List<? extends TypeMirror> parameters) {
        return parameters.stream().map(types::erasure).toList();
    }

    private RunnableMethod runnableMethod(AnnotatedMethod method, RunNames names, List<Event> events) {
        ReturnShape shape = ReturnShape.of(method);
        return new RunnableMethod(
                method.element(),
                names,
                method.runName(),
                method.runType(),
                method.runnable().orElseThrow().text("description"),
                strings(method, "tags").toList(),
                strings(method, "metadata").map(ModelBuilder::entry).toList(),
                arguments(method),
                shape,
                output(method, shape),
                events);
    }

    private static Stream<String> strings(AnnotatedMethod method, String member) {
        return method.runnable().orElseThrow().values(member).stream()
                .map(AnnotationValue::getValue)
                .map(Object::toString);
    }

    private static Map.Entry<String, String> entry(String text) {
        int equals = text.indexOf('=');
        return Map.entry(
                text.substring(0, equals).strip(), text.substring(equals + 1).strip());
    }

    private List<Argument> arguments(AnnotatedMethod method) {
        Map<String, String> descriptions = docs.of(method.element());
        List<Argument> arguments = new ArrayList<>();
        for (VariableElement parameter : method.element().getParameters()) {
            ParameterRole role = ParameterRole.of(parameter, method.type().names());
            arguments.add(
                    switch (role) {
                        case CONFIG -> new Argument.Config();
                        case EVENTS -> new Argument.Events();
                        case CHUNKS -> new Argument.Chunks(parameter);
                        case COMPLETION -> new Argument.Completion(completed(parameter));
                        case INPUT, INJECTED_OTHERWISE, FOREIGN_EVENTS, RESERVED ->
                            new Argument.Input(
                                    parameter,
                                    descriptions.getOrDefault(
                                            parameter.getSimpleName().toString(), ""));
                    });
        }
        return List.copyOf(arguments);
    }

    /** Returns the type of what a run of {@code method} yields, or of each chunk of it. */
    public Optional<TypeMirror> output(AnnotatedMethod method, ReturnShape shape) {
        TypeMirror type = method.element().getReturnType();
        return switch (shape.output()) {
            case NOTHING -> Optional.empty();
            case RESULT -> Optional.of(type);
            case ARGUMENT -> Optional.of(upperBound(((DeclaredType) type).getTypeArguments()));
            case CHUNKS ->
                ChunkType.of(method.parameters(ParameterRole.CHUNKS).get(0).asType());
            case COMPLETION ->
                Optional.of(unlessUnit(
                        completed(method.parameters(ParameterRole.COMPLETION).get(0))));
        };
    }

    /** Returns {@code T} of a {@code Continuation<? super T>}. */
    private TypeMirror completed(VariableElement completion) {
        return ChunkType.of(completion.asType()).orElseGet(() -> typeOf("java.lang.Object"));
    }

    /** A function that returns nothing returns an object of Kotlin all the same. */
    private TypeMirror unlessUnit(TypeMirror type) {
        return TypeMirrors.erasedName(type).equals("kotlin.Unit") ? typeOf("java.lang.Void") : type;
    }

    private TypeMirror typeOf(String name) {
        return elements.getTypeElement(name).asType();
    }

    private TypeMirror upperBound(List<? extends TypeMirror> arguments) {
        TypeMirror object = typeOf("java.lang.Object");
        if (arguments.isEmpty()) {
            return object;
        }
        TypeMirror argument = arguments.get(0);
        if (argument.getKind() != TypeKind.WILDCARD) {
            return argument;
        }
        return Optional.<TypeMirror>ofNullable(((WildcardType) argument).getExtendsBound())
                .orElse(object);
    }
}
