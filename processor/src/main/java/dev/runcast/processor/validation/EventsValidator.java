package dev.runcast.processor.validation;

import static dev.runcast.processor.diagnostic.DiagnosticId.EMITS_EVENT_KEYWORD;
import static dev.runcast.processor.diagnostic.DiagnosticId.EMITS_EVENT_METHOD_CLASH;
import static dev.runcast.processor.diagnostic.DiagnosticId.EMITS_EVENT_METHOD_INVALID;
import static dev.runcast.processor.diagnostic.DiagnosticId.EMITS_EVENT_NAME;
import static dev.runcast.processor.diagnostic.DiagnosticId.EMITS_EVENT_NOT_IDENTIFIER;
import static dev.runcast.processor.diagnostic.DiagnosticId.EMITS_EVENT_OBJECT_METHOD;
import static dev.runcast.processor.diagnostic.DiagnosticId.EMITS_EVENT_PAYLOAD_CONFLICT;
import static dev.runcast.processor.diagnostic.DiagnosticId.EMITS_EVENT_PAYLOAD_HIDDEN;
import static dev.runcast.processor.diagnostic.DiagnosticId.EMITS_EVENT_PAYLOAD_MISSING;
import static dev.runcast.processor.diagnostic.DiagnosticId.EMITS_EVENT_PAYLOAD_OPEN;
import static dev.runcast.processor.diagnostic.DiagnosticId.EMITS_EVENT_PAYLOAD_PRIMITIVE;
import static dev.runcast.processor.diagnostic.DiagnosticId.EMITS_EVENT_PAYLOAD_RAW;
import static dev.runcast.processor.diagnostic.DiagnosticId.EMITS_EVENT_REPEATED;
import static dev.runcast.processor.diagnostic.DiagnosticId.EMITS_EVENT_RESERVED;
import static dev.runcast.processor.diagnostic.DiagnosticId.EMITS_EVENT_WITHOUT_RUNNABLE;

import dev.runcast.processor.diagnostic.Diagnostic;
import dev.runcast.processor.discovery.AnnotatedMethod;
import dev.runcast.processor.discovery.AnnotatedType;
import dev.runcast.processor.discovery.CamelCase;
import dev.runcast.processor.discovery.EventDeclaration;
import dev.runcast.processor.discovery.Payload;
import dev.runcast.processor.discovery.TypeMirrors;
import dev.runcast.processor.model.ObjectMethods;
import dev.runcast.processor.model.Visibility;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** Checks the events of a type. */
public final class EventsValidator {
    private static final Pattern BUILT_IN = Pattern.compile("on_.+_(start|stream|end|error)");

    private final Types types;

    public EventsValidator(Types types) {
        this.types = types;
    }

    /** Checks every event that {@code type} declares. */
    public Checked<EventDeclaration> check(AnnotatedType type) {
        List<EventDeclaration> sound = new ArrayList<>();
        List<Diagnostic> diagnostics = new ArrayList<>();
        Taken taken = new Taken(type);
        for (EventDeclaration event : type.events()) {
            Optional<Diagnostic> fault =
                    fault(event, type).or(() -> payloadFault(event, type)).or(() -> taken.claim(event));
            fault.ifPresentOrElse(diagnostics::add, () -> {
                sound.add(event);
                rawPayload(event).ifPresent(diagnostics::add);
            });
        }
        if (type.runnables().isEmpty()) {
            type.ownEvents()
                    .forEach(event -> diagnostics.add(withoutRunnable(event, "a method of " + type.displayName())));
        }
        type.methods().forEach(method -> diagnostics.addAll(misplaced(method)));
        return new Checked<>(sound, diagnostics);
    }

    private Optional<Diagnostic> fault(EventDeclaration event, AnnotatedType type) {
        Optional<Diagnostic> missing = MissingValues.fault(
                event.annotation(), event.missingValue(), type.names().events());
        if (missing.isPresent()) {
            return missing;
        }
        String name = event.name();
        if (name.isBlank()) {
            return Optional.of(
                    Diagnostic.of(EMITS_EVENT_NAME, event.annotation().position("name")));
        }
        if (BUILT_IN.matcher(name).matches()) {
            return Optional.of(
                    Diagnostic.of(EMITS_EVENT_RESERVED, event.annotation().position("name"), name));
        }
        return methodFault(event);
    }

    private Optional<Diagnostic> methodFault(EventDeclaration event) {
        String method = event.methodName();
        String member = event.annotation().value("method").isPresent() ? "method" : "name";
        if (SourceVersion.isName(method) && !method.contains(".")) {
            String signature =
                    ObjectMethods.signature(method, payloadType(event).stream().toList());
            return ObjectMethods.contains(signature)
                    ? Optional.of(Diagnostic.of(
                            EMITS_EVENT_OBJECT_METHOD,
                            event.annotation().position(member),
                            event.annotation().text(member),
                            signature))
                    : Optional.empty();
        }
        if (member.equals("method")) {
            return Optional.of(
                    Diagnostic.of(EMITS_EVENT_METHOD_INVALID, event.annotation().position("method"), method));
        }
        return Optional.of(Diagnostic.of(
                SourceVersion.isKeyword(method) ? EMITS_EVENT_KEYWORD : EMITS_EVENT_NOT_IDENTIFIER,
                event.annotation().position("name"),
                event.name()));
    }

    private Optional<Diagnostic> payloadFault(EventDeclaration event, AnnotatedType type) {
        if (event.isPayloadMissing()) {
            return Optional.of(Diagnostic.of(
                    EMITS_EVENT_PAYLOAD_MISSING,
                    event.annotation().position("payload"),
                    type.names().events(),
                    event.name()));
        }
        return event.payload(types).flatMap(payload -> payloadFault(payload, event, type));
    }

    private Optional<Diagnostic> payloadFault(Payload named, EventDeclaration event, AnnotatedType type) {
        TypeMirror payload = named.type();
        if (named.isOpen()) {
            return Optional.of(Diagnostic.of(
                    EMITS_EVENT_PAYLOAD_OPEN,
                    event.annotation().position("payload"),
                    TypeMirrors.simpleName(types.erasure(named.named()))));
        }
        if (payload.getKind().isPrimitive() || payload.getKind() == TypeKind.VOID) {
            return Optional.of(Diagnostic.of(
                    EMITS_EVENT_PAYLOAD_PRIMITIVE,
                    event.annotation().position("payload"),
                    TypeMirrors.simpleName(payload),
                    boxed(payload)));
        }
        return Visibility.of(payload) == Visibility.PRIVATE
                ? Optional.of(Diagnostic.of(
                        EMITS_EVENT_PAYLOAD_HIDDEN,
                        event.annotation().position("payload"),
                        TypeMirrors.simpleName(payload),
                        type.names().events()))
                : Optional.empty();
    }

    private Optional<Diagnostic> rawPayload(EventDeclaration event) {
        return payloadType(event)
                .map(TypeMirrors::bare)
                .filter(payload -> payload instanceof DeclaredType declared
                        && declared.getTypeArguments().isEmpty()
                        && !((TypeElement) declared.asElement())
                                .getTypeParameters()
                                .isEmpty())
                .map(payload -> Diagnostic.of(
                        EMITS_EVENT_PAYLOAD_RAW,
                        event.annotation().position("payload"),
                        TypeMirrors.simpleName(payload)));
    }

    private String boxed(TypeMirror primitive) {
        return primitive instanceof PrimitiveType type
                ? types.boxedClass(type).getSimpleName().toString()
                : "Void";
    }

    private boolean haveSamePayload(EventDeclaration event, EventDeclaration other) {
        return payloadType(event)
                .map(payload -> payloadType(other)
                        .filter(otherPayload -> types.isSameType(payload, otherPayload))
                        .isPresent())
                .orElse(payloadType(other).isEmpty());
    }

    private static String constant(EventDeclaration event) {
        return CamelCase.toConstant(event.methodName());
    }

    private Optional<TypeMirror> payloadType(EventDeclaration event) {
        return event.payload(types).map(Payload::type);
    }

    private String payloadName(EventDeclaration event) {
        return payloadType(event).map(TypeMirrors::simpleName).orElse("Void");
    }

    private static String displayName(Element declaredBy, AnnotatedType type) {
        return type.methods().stream()
                .filter(method -> method.element().equals(declaredBy))
                .map(AnnotatedMethod::displaySignature)
                .findFirst()
                .orElse(type.displayName());
    }

    private static List<Diagnostic> misplaced(AnnotatedMethod method) {
        return method.runnable().isPresent()
                ? List.of()
                : method.events().stream()
                        .map(event -> withoutRunnable(event, method.displaySignature()))
                        .toList();
    }

    private static Diagnostic withoutRunnable(EventDeclaration event, String place) {
        return Diagnostic.of(EMITS_EVENT_WITHOUT_RUNNABLE, event.annotation().position(), place);
    }

    /** What the sound events so far have taken. Those of one name agree in their payloads, and those of one key in their names. */
    private final class Taken {
        private final AnnotatedType type;
        private final Set<Map.Entry<String, Element>> declarations = new HashSet<>();
        private final Map<String, EventDeclaration> byName = new HashMap<>();
        private final Map<String, EventDeclaration> byConstant = new HashMap<>();

        Taken(AnnotatedType type) {
            this.type = type;
        }

        /** Adds an event, or says why it cannot be added. */
        Optional<Diagnostic> claim(EventDeclaration event) {
            Map.Entry<String, Element> declaration = Map.entry(event.name(), event.declaredBy());
            if (declarations.contains(declaration)) {
                return Optional.of(repeated(event));
            }
            EventDeclaration namesake = byName.getOrDefault(event.name(), event);
            if (!haveSamePayload(event, namesake)) {
                return Optional.of(payloadConflict(event, namesake));
            }
            EventDeclaration other = byConstant.getOrDefault(constant(event), event);
            if (!other.name().equals(event.name())) {
                return Optional.of(methodClash(event, other));
            }
            declarations.add(declaration);
            byName.putIfAbsent(event.name(), event);
            byConstant.putIfAbsent(constant(event), event);
            return Optional.empty();
        }

        private Diagnostic repeated(EventDeclaration event) {
            return Diagnostic.of(
                    EMITS_EVENT_REPEATED,
                    event.annotation().position(),
                    event.name(),
                    displayName(event.declaredBy(), type));
        }

        private Diagnostic payloadConflict(EventDeclaration event, EventDeclaration namesake) {
            return Diagnostic.of(
                    EMITS_EVENT_PAYLOAD_CONFLICT,
                    event.annotation().position(payloadType(event).isPresent() ? "payload" : "name"),
                    event.name(),
                    payloadName(namesake),
                    displayName(namesake.declaredBy(), type),
                    payloadName(event),
                    displayName(event.declaredBy(), type));
        }

        private static Diagnostic methodClash(EventDeclaration event, EventDeclaration other) {
            boolean sameMethod = other.methodName().equals(event.methodName());
            return Diagnostic.of(
                    EMITS_EVENT_METHOD_CLASH,
                    event.annotation()
                            .position(event.annotation().value("method").isPresent() ? "method" : "name"),
                    other.name(),
                    event.name(),
                    sameMethod ? "method " + event.methodName() : "key " + constant(event));
        }
    }
}
