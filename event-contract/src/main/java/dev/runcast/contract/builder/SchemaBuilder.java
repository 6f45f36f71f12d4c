package dev.runcast.contract.builder;

import dev.runcast.contract.model.Schema;
import dev.runcast.contract.model.Schema.Anything;
import dev.runcast.contract.model.Schema.ArrayOf;
import dev.runcast.contract.model.Schema.Constants;
import dev.runcast.contract.model.Schema.MapOf;
import dev.runcast.contract.model.Schema.ObjectOf;
import dev.runcast.contract.model.Schema.OneOf;
import dev.runcast.contract.model.Schema.Property;
import dev.runcast.contract.model.Schema.Ref;
import dev.runcast.contract.types.Field;
import dev.runcast.contract.types.Fields;
import dev.runcast.contract.types.JavaType;
import dev.runcast.contract.types.JavaType.Use;
import dev.runcast.contract.types.PayloadTypes;
import dev.runcast.contract.types.Subtypes;
import dev.runcast.contract.types.Subtypes.TypeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * Derives schemas from types, for what Jackson 3 writes of their values by default. Where that cannot be told, the schema is the
 * one that allows anything. Until definitions have names, references name the keys of types.
 */
final class SchemaBuilder {
    private static final Schema ANYTHING = new Anything();
    private static final Set<String> ARRAYS =
            Set.of("java.lang.Iterable", "java.util.Iterator", "java.util.stream.Stream");
    /** What Jackson writes in a way of its own although there may be getters. */
    private static final Set<String> SPECIAL = Set.of(
            "java.lang.CharSequence",
            "java.lang.Iterable",
            "java.lang.Number",
            "java.util.Iterator",
            "java.util.stream.BaseStream",
            "tools.jackson.databind.JacksonSerializable");

    private final PayloadTypes types;
    private final Fields fields;
    private final Subtypes subtypes;
    private final Map<JavaType.Declared, Schema> definitions = new LinkedHashMap<>();
    private final Map<JavaType.Declared, Map<String, Element>> parts = new HashMap<>();

    SchemaBuilder(PayloadTypes types) {
        this.types = types;
        this.fields = new Fields(types);
        this.subtypes = new Subtypes(fields);
    }

    /** Returns what was defined on the way. */
    Map<JavaType.Declared, Schema> definitions() {
        return definitions;
    }

    /** Returns the elements of a definition's parts by their names: fields, constants, and variants by their keys. */
    Map<String, Element> parts(JavaType.Declared definition) {
        return parts.getOrDefault(definition, Map.of());
    }

    /** Returns the schema of an event's data. */
    Schema ofPayload(TypeMirror type) {
        return of(types.payload(type));
    }

    /** Returns the schema of values of a type, as an element of the source has it. */
    Schema of(TypeMirror type, Element element) {
        return of(types.resolve(type, element));
    }

    private Schema of(Use use) {
        Schema schema = of(use.type());
        return use.isNullable() ? schema.orNull() : schema;
    }

    private Schema of(JavaType type) {
        if (type instanceof JavaType.Primitive primitive) {
            return Scalars.of(primitive.kind());
        }
        if (type instanceof JavaType.Array array) {
            return array(array.component());
        }
        return type instanceof JavaType.Declared declared ? of(declared) : ANYTHING;
    }

    private Schema array(Use component) {
        if (component.type().equals(new JavaType.Primitive(TypeKind.BYTE))) {
            return Scalars.BASE64;
        }
        return component.type().equals(new JavaType.Primitive(TypeKind.CHAR))
                ? Scalars.STRING
                : new ArrayOf(of(component));
    }

    private Schema of(JavaType.Declared type) {
        String name = type.element().getQualifiedName().toString();
        return Scalars.of(name).or(() -> container(type, name)).orElseGet(() -> object(type));
    }

    private Optional<Schema> container(JavaType.Declared type, String name) {
        if (PayloadTypes.REFERENCES.contains(name)) {
            return Optional.of(of(type.arguments().get(0)).orNull());
        }
        if (ARRAYS.contains(name)) {
            return Optional.of(new ArrayOf(of(type.arguments().get(0))));
        }
        return types.argumentsOf(type, "java.util.Map")
                .or(() -> types.argumentsOf(type, "java.util.Map.Entry"))
                .<Schema>map(arguments -> new MapOf(of(arguments.get(1))))
                .or(() -> types.argumentsOf(type, "java.util.Collection")
                        .map(arguments -> new ArrayOf(of(arguments.get(0)))));
    }

    private Schema object(JavaType.Declared type) {
        TypeElement element = type.element();
        if (PayloadTypes.isForeign(element) || fields.isUnknown(type)) {
            return ANYTHING;
        }
        Optional<Use> value = fields.value(type);
        if (value.isPresent()) {
            return of(value.get());
        }
        if (element.getKind() == ElementKind.ENUM) {
            return constants(type);
        }
        Optional<TypeId> typeId = subtypes.of(type);
        if (PayloadTypes.extendsForeign(element)
                || types.isA(type, SPECIAL)
                || typeId.filter(id -> id.property().isEmpty()).isPresent()) {
            return ANYTHING;
        }
        return element.getModifiers().contains(Modifier.SEALED) ? oneOf(type, typeId) : objectOf(type, typeId);
    }

    private Schema constants(JavaType.Declared type) {
        List<Field> constants = fields.constants(type.element());
        constants.forEach(constant -> addPart(type, constant.name(), constant.origin()));
        return define(
                type, () -> new Constants(constants.stream().map(Field::name).toList()));
    }

    private Schema oneOf(JavaType.Declared type, Optional<TypeId> typeId) {
        return define(type, () -> {
            List<Schema> variants = new ArrayList<>();
            for (JavaType.Declared leaf : types.leaves(type)) {
                Schema variant = leaf.equals(type) ? fields(type, typeId) : of(leaf);
                if (!isTold(leaf, variant, typeId)) {
                    return ANYTHING;
                }
                if (variant instanceof Ref ref) {
                    addPart(type, ref.name(), leaf.element());
                }
                if (!variants.contains(variant)) {
                    variants.add(variant);
                }
            }
            return new OneOf(variants);
        });
    }

    /** What is no object carries its type in an array around it, and a type that only a subclass asks for is not written. */
    private boolean isTold(JavaType.Declared leaf, Schema variant, Optional<TypeId> typeId) {
        boolean isObject = variant instanceof ObjectOf
                || (variant instanceof Ref
                        && leaf.element().getKind() != ElementKind.ENUM
                        && fields.value(leaf).isEmpty());
        return !variant.equals(ANYTHING)
                && (typeId.isPresent() ? isObject : subtypes.of(leaf).isEmpty());
    }

    private Schema objectOf(JavaType.Declared type, Optional<TypeId> typeId) {
        boolean isEmpty = typeId.isEmpty() && fields.of(type).isEmpty();
        return isEmpty && type.element().getModifiers().contains(Modifier.ABSTRACT)
                ? ANYTHING
                : define(type, () -> fields(type, typeId));
    }

    private Schema fields(JavaType.Declared type, Optional<TypeId> typeId) {
        List<Property> properties = new ArrayList<>();
        typeId.ifPresent(id -> properties.add(new Property(
                id.property().orElseThrow(),
                id.value().<Schema>map(value -> new Constants(List.of(value))).orElse(Scalars.STRING),
                true)));
        for (Field field : fields.of(type)) {
            addPart(type, field.name(), field.origin());
            properties.add(new Property(field.name(), of(field.type()), field.isRequired()));
        }
        return new ObjectOf(properties, typeId.isEmpty() && isVariant(type) && !fields.areIncomplete(type));
    }

    /** Variants without another mark are told apart by the fields that they have and lack. */
    private boolean isVariant(JavaType.Declared type) {
        return !Subtypes.hasSubclasses(type.element())
                && types.hierarchy(type).stream()
                        .anyMatch(ancestor -> ancestor.element().getModifiers().contains(Modifier.SEALED));
    }

    private void addPart(JavaType.Declared definition, String name, Element origin) {
        parts.computeIfAbsent(definition, key -> new HashMap<>()).put(name, origin);
    }

    private Schema define(JavaType.Declared type, Supplier<Schema> schema) {
        if (!definitions.containsKey(type)) {
            definitions.put(type, ANYTHING);
            definitions.put(type, schema.get());
        }
        return new Ref(type.key());
    }
}
