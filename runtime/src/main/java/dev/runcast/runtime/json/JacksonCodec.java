package dev.runcast.runtime.json;

import dev.runcast.runtime.engine.json.InputFault;
import dev.runcast.runtime.engine.json.spi.InputReader;
import dev.runcast.runtime.engine.json.spi.MemberReader;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/** JSON by Jackson. */
final class JacksonCodec implements JsonCodec, MemberReader, InputReader {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            // toString is for people, and may change with what they are told.
            .disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING, EnumFeature.READ_ENUMS_USING_TO_STRING)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .annotationIntrospector(new PrimitivesAreRequired())
            .addModule(new SimpleModule("unread").setSerializerModifier(new Unread()))
            .build();

    /** Reads what strangers send. An event of a newer program may have members that this one does not know; an input may not. */
    private static final JsonMapper INPUT_MAPPER = MAPPER.rebuild()
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .withCoercionConfigDefaults(
                    config -> config.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
            .withCoercionConfig(
                    LogicalType.Textual,
                    config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    static final JacksonCodec DEFAULT = new JacksonCodec(DEFAULT_LIMIT);

    /** How many characters of the JSON a message shows. */
    private static final int EXCERPT = 40;

    private static final Pattern START_MARKER = Pattern.compile(" \\(start marker at \\[[^]]*]\\)");

    private final int limit;

    private JacksonCodec(int limit) {
        this.limit = limit;
    }

    JacksonCodec withLimit(int characters) {
        return new JacksonCodec(characters);
    }

    @Override
    public String write(@Nullable Object value) {
        LimitedWriter json = new LimitedWriter(limit);
        try {
            MAPPER.writeValue(json, value);
            return json.toString();
        } catch (Unread.Refusal refusal) {
            throw new IllegalArgumentException(refusal.getOriginalMessage(), refusal);
        } catch (JacksonException failure) {
            throw new IllegalArgumentException(
                    json.isExceeded()
                            ? "A value of " + typeName(value) + " is longer as JSON than " + limit
                                    + " characters. Send less of it, or allow more: JsonCodec.limitedTo(…)."
                            : "A value of " + typeName(value) + " cannot be written as JSON: "
                                    + failure.getOriginalMessage() + (value == null ? "" : remedy(value.getClass())),
                    failure);
        } catch (StackOverflowError endless) {
            throw new IllegalArgumentException(
                    "A value of " + typeName(value)
                            + " cannot be written as JSON: it is nested too deep, or contains itself."
                            + " Send a copy of what matters.",
                    endless);
        }
    }

    @Override
    public @Nullable Object read(String json, Type type) {
        return read(MAPPER, json, type);
    }

    @Override
    public @Nullable Object readInput(String json, Type type) {
        return read(INPUT_MAPPER, json, type);
    }

    @Override
    public InputFault fault(String json, IllegalArgumentException failure) {
        return InputFaults.of(INPUT_MAPPER, json, failure);
    }

    private static @Nullable Object read(JsonMapper mapper, String json, Type type) {
        JavaType wanted = mapper.constructType(type);
        try (JsonParser parser = new ExactParser(mapper.createParser(json))) {
            return mapper.readValue(parser, wanted);
        } catch (JacksonException failure) {
            throw new IllegalArgumentException(
                    "This is no JSON for " + type.getTypeName() + ": " + fault(failure) + place(json, failure)
                            + remedy(failure, wanted.getRawClass()),
                    failure);
        }
    }

    @Override
    public Map<String, String> members(String json) {
        List<String> names = new ArrayList<>();
        List<String> values = slices(json, parser -> {
            boolean isObject = parser.nextToken() == JsonToken.START_OBJECT;
            while (isObject && parser.nextToken() == JsonToken.PROPERTY_NAME) {
                names.add(parser.currentName());
                parser.nextToken();
                parser.skipChildren();
            }
            return isObject;
        });
        if (values == null) {
            throw refusal(json, "object", '{');
        }
        Map<String, String> members = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            members.put(names.get(i), values.get(i));
        }
        return members;
    }

    @Override
    public List<String> elements(String json) {
        List<String> values = slices(json, parser -> {
            boolean isList = parser.nextToken() == JsonToken.START_ARRAY;
            while (isList && parser.nextToken() != JsonToken.END_ARRAY) {
                parser.skipChildren();
            }
            return isList;
        });
        if (values == null) {
            throw refusal(json, "list", '[');
        }
        return values;
    }

    /**
     * Returns the values of an object or list, without a tree of all that is in them: clients may send a lot.
     *
     * @param reading reads to its end what is wanted, or returns that it is something else
     * @return null if there is a fault
     */
    private static @Nullable List<String> slices(String json, Predicate<JsonParser> reading) {
        try (JsonParser parser = MAPPER.createParser(json)) {
            return reading.test(parser) && parser.nextToken() == null
                    ? JsonSlices.of(json, value -> tree(value, "value").toString())
                    : null;
        } catch (JacksonException | NumberFormatException fault) {
            return null;
        }
    }

    private static IllegalArgumentException refusal(String json, String wanted, char beginning) {
        return new InputFault("This is no JSON " + wanted + ", but " + kind(tree(json, wanted))
                + ". Give a text that begins with " + beginning + ".");
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> node.toString();
            default -> "null";
        };
    }

    /** Returns the JSON as a tree, or throws what its fault is. */
    private static JsonNode tree(String json, String wanted) {
        try {
            return MAPPER.reader()
                    .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS) // which lose no digits
                    .readTree(json);
        } catch (JacksonException failure) {
            throw new IllegalArgumentException(
                    "This is no JSON " + wanted + ": " + fault(failure) + place(json, failure), failure);
        }
    }

    /** Says what the fault is. Leaves out where an object began, since Jackson writes there only that it does not show it. */
    private static String fault(JacksonException failure) {
        return START_MARKER.matcher(failure.getOriginalMessage()).replaceAll("");
    }

    /** Says where the fault is: the way to the property, the position, and what stands there. */
    private static String place(String json, JacksonException failure) {
        StringBuilder place = new StringBuilder();
        for (JacksonException.Reference step : failure.getPath()) {
            if (step.getPropertyName() == null) {
                place.append('[').append(step.getIndex()).append(']');
            } else {
                place.append(place.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        if (!place.isEmpty()) {
            place.insert(0, ". It is at ");
        }
        TokenStreamLocation location = failure.getLocation();
        int offset = location == null ? -1 : (int) location.getCharOffset();
        if (offset >= 0 && offset < json.length()) {
            place.append(place.isEmpty() ? ". It is in line " : ", in line ")
                    .append(location.getLineNr())
                    .append(", column ")
                    .append(location.getColumnNr())
                    .append(": ")
                    .append(json, offset, Math.min(json.length(), offset + EXCERPT))
                    .append(json.length() > offset + EXCERPT ? "…" : "");
        }
        return place.toString();
    }

    /** Says what helps where Jackson cannot make values of a type at all. */
    private static String remedy(JacksonException failure, Class<?> wanted) {
        if (failure instanceof InvalidDefinitionException definition) {
            Class<?> type =
                    definition.getType() == null ? wanted : definition.getType().getRawClass();
            return Modifier.isAbstract(type.getModifiers())
                    ? ". Have its JSON name the class: put @JsonTypeInfo(use = Id.SIMPLE_NAME, property = \"type\") on "
                            + type.getSimpleName()
                    : remedy(type);
        }
        return failure.getCause() instanceof IllegalAccessException ? remedy(wanted) : "";
    }

    /** Says what a named module has to do for values of its own types. */
    private static String remedy(Class<?> type) {
        Module jackson = JsonMapper.class.getModule();
        boolean isOfJdk = type.getPackageName().startsWith("java"); // whose types Jackson knows
        return isOfJdk || type.getModule().isOpen(type.getPackageName(), jackson)
                ? ""
                : ". Have the module " + type.getModule().getName() + " open the package: opens "
                        + type.getPackageName() + " to " + jackson.getName() + ";";
    }

    private static String typeName(@Nullable Object value) {
        return value == null ? "null" : value.getClass().getName();
    }

    /** Has a missing number be an error, as null is for it, and not 0. */
    private static final class PrimitivesAreRequired extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
            Boolean declared = super.hasRequiredMarker(config, member);
            if (declared != null) {
                return declared;
            }
            boolean isPrimitive =
                    member instanceof AnnotatedParameter && member.getRawType().isPrimitive();
            return isPrimitive ? Boolean.TRUE : null;
        }
    }
}
