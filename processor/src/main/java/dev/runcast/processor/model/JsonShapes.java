package dev.runcast.processor.model;

import dev.runcast.processor.discovery.JacksonRules;
import dev.runcast.processor.discovery.Payload;
import dev.runcast.processor.model.JsonShape.ListOf;
import dev.runcast.processor.model.JsonShape.MapOf;
import dev.runcast.processor.model.JsonShape.ObjectOf;
import dev.runcast.processor.model.JsonShape.Whole;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * Finds the payloads whose JSON follows from their types alone, so that generated code can write it: records, enums, strings, numbers,
 * booleans, and lists and maps of them. A payload with a part of another kind is left to Jackson as a whole.
 */
final class JsonShapes {
    private static final String STRING = "java.lang.String";
    private static final String MAP = "java.util.Map";

    /** Final types, and others of which the runtime looks whether a value is of a subclass. */
    private static final Set<String> SCALARS = Set.of(
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Character",
            "java.lang.Double",
            "java.lang.Float",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Short",
            "java.math.BigDecimal",
            "java.math.BigInteger",
            "java.time.Instant",
            "java.util.UUID");

    private static final Set<String> LISTS = Set.of("java.util.Collection", "java.util.List", "java.util.Set");

    /** How many members and payloads are written by one emitter, so that it stays far from the limits of class files. */
    private static final int MOST = 2_000;

    private final Elements elements;

    /** The type whose emitter writes the JSON. */
    private final TypeElement origin;

    /** The records that are written, by their names. */
    private final Map<String, JsonObject> objects = new LinkedHashMap<>();

    private int payloads;

    JsonShapes(Elements elements, TypeElement origin) {
        this.elements = elements;
        this.origin = origin;
    }

    /** Returns how the payload is written, or nothing if that is Jackson's. What has no parts the runtime writes by itself. */
    Optional<JsonShape> of(Payload payload) {
        Map<String, JsonObject> found = new LinkedHashMap<>(objects);
        Optional<JsonShape> shape = of(payload.type(), found)
                .filter(known -> known == Whole.CONSTANT || !(known instanceof Whole))
                .filter(known -> payloads + members(found) < MOST);
        if (shape.isPresent()) {
            payloads++;
            objects.putAll(found);
        }
        return shape;
    }

    private static int members(Map<String, JsonObject> objects) {
        return objects.values().stream()
                .mapToInt(object -> object.members().size())
                .sum();
    }

    /** Returns the records that all payloads so far consist of. */
    List<JsonObject> objects() {
        return List.copyOf(objects.values());
    }

    private Optional<JsonShape> of(TypeMirror type, Map<String, JsonObject> found) {
        return switch (type.getKind()) {
            case BOOLEAN -> Optional.of(Whole.BOOLEAN);
            case CHAR -> Optional.of(Whole.SCALAR);
            case BYTE, SHORT, INT, LONG, FLOAT, DOUBLE -> Optional.of(Whole.NUMBER);
            case WILDCARD ->
                Optional.ofNullable(((WildcardType) type).getExtendsBound()).flatMap(bound -> of(bound, found));
            case DECLARED -> declared((DeclaredType) type, found);
            default -> Optional.empty();
        };
    }

    private Optional<JsonShape> declared(DeclaredType type, Map<String, JsonObject> found) {
        TypeElement element = (TypeElement) type.asElement();
        String name = element.getQualifiedName().toString();
        List<? extends TypeMirror> arguments = type.getTypeArguments();
        if (name.equals(STRING)) {
            return Optional.of(Whole.STRING);
        } else if (SCALARS.contains(name)) {
            return Optional.of(Whole.SCALAR);
        } else if (LISTS.contains(name) && arguments.size() == 1) {
            return of(arguments.get(0), found).map(ListOf::new);
        } else if (name.equals(MAP) && arguments.size() == 2) {
            return of(arguments.get(0), found)
                    .filter(Whole.STRING::equals)
                    .flatMap(key -> of(arguments.get(1), found))
                    .map(MapOf::new);
        } else if (!isAccessible(element) || !JacksonRules.areOrdinary(element)) {
            return Optional.empty();
        } else if (element.getKind() == ElementKind.ENUM) {
            return Optional.of(Whole.CONSTANT);
        }
        boolean isPlainRecord = element.getKind() == ElementKind.RECORD
                && element.getTypeParameters().isEmpty();
        return isPlainRecord && addObject(element, name, found) ? Optional.of(new ObjectOf(element)) : Optional.empty();
    }

    private boolean addObject(TypeElement type, String name, Map<String, JsonObject> found) {
        if (found.containsKey(name)) {
            return true; // also if it is being looked at
        }
        List<JsonObject.Member> members = new ArrayList<>();
        found.put(name, new JsonObject(type, members));
        for (RecordComponentElement component : type.getRecordComponents()) {
            Optional<JsonShape> shape = of(component.asType(), found);
            if (shape.isEmpty()) {
                return false;
            }
            members.add(new JsonObject.Member(component, shape.get()));
        }
        return true;
    }

    private boolean isAccessible(TypeElement type) {
        Visibility visibility = Visibility.of(type);
        if (elements.getPackageOf(type).equals(elements.getPackageOf(origin))) {
            return visibility != Visibility.PRIVATE;
        }
        return visibility == Visibility.PUBLIC && isExported(type);
    }

    private boolean isExported(TypeElement type) {
        ModuleElement module = elements.getModuleOf(type);
        ModuleElement own = elements.getModuleOf(origin);
        return module == null
                || module.isUnnamed()
                || module.equals(own)
                || ElementFilter.exportsIn(module.getDirectives()).stream()
                        .anyMatch(exports -> exports.getPackage().equals(elements.getPackageOf(type))
                                && (exports.getTargetModules() == null
                                        || exports.getTargetModules().contains(own)));
    }
}
