package dev.runcast.runtime.json;

import dev.runcast.runtime.engine.json.InputFault;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.ClassUtil;

/** Says to whoever sent JSON why Jackson could not read it, in terms of JSON. Jackson itself speaks of classes and of its settings. */
final class InputFaults {
    /** How much of a value, and how many names, a message shows. */
    private static final int EXCERPT = 40;

    private static final Pattern DUPLICATE = Pattern.compile("Duplicate Object property (\".*\")", Pattern.DOTALL);
    private static final Pattern CONSTANTS = Pattern.compile("accepted for Enum class: \\[(.*)]");

    private static final Pattern CLASS_NAME = Pattern.compile("\\b[a-z]\\w*\\.(\\w+\\.)*[A-Z]");

    private static final Map<Class<?>, String> WANTED = Map.ofEntries(
            Map.entry(byte.class, "an integer from -128 to 127"),
            Map.entry(short.class, "an integer from -32768 to 32767"),
            Map.entry(int.class, "an integer from -2147483648 to 2147483647"),
            Map.entry(long.class, "an integer from -9223372036854775808 to 9223372036854775807"),
            Map.entry(BigInteger.class, "an integer"),
            Map.entry(float.class, "a number from -3.4e38 to 3.4e38"),
            Map.entry(double.class, "a number from -1.7e308 to 1.7e308"),
            Map.entry(BigDecimal.class, "a number"),
            Map.entry(boolean.class, "true or false"),
            Map.entry(char.class, "a string of one character"),
            Map.entry(String.class, "a string"),
            Map.entry(UUID.class, "a UUID"),
            Map.entry(Instant.class, "a time, such as \"2026-01-31T12:00:00Z\""),
            Map.entry(LocalDate.class, "a date, such as \"2026-01-31\""),
            Map.entry(Duration.class, "a duration, such as \"PT30S\""));

    private final String json;
    private final JacksonException failure;
    private final List<String> path;

    private InputFaults(String json, JacksonException failure) {
        this.json = json;
        this.failure = failure;
        this.path = path(failure);
    }

    /** Jackson does not say the way into values of no type, but its parser knows where it is. */
    private static List<String> path(JacksonException failure) {
        if (failure instanceof InputCoercionException && failure.processor() instanceof JsonParser parser) {
            List<String> path = new ArrayList<>();
            for (JsonPointer step = parser.streamReadContext().pathAsPointer(); !step.matches(); step = step.tail()) {
                path.add(step.getMatchingProperty());
            }
            return path;
        }
        return failure.getPath().stream()
                .map(step -> step.getPropertyName() == null ? String.valueOf(step.getIndex()) : step.getPropertyName())
                .toList();
    }

    /** Returns what to tell of a failure, or throws it if there is nothing that the sender could do. */
    static InputFault of(JsonMapper mapper, String json, IllegalArgumentException failure) {
        if (failure instanceof InputFault fault) {
            return fault;
        }
        if (failure.getCause() instanceof JacksonException cause) {
            if (cause instanceof InvalidDefinitionException) {
                throw failure;
            }
            InputFaults faults = new InputFaults(json, cause);
            return new InputFault(faults.path, faults.message(mapper), failure);
        }
        return new InputFault(List.of(), "This does not fit. Give what the schema says.", failure);
    }

    private String message(JsonMapper mapper) {
        if (failure instanceof UnrecognizedPropertyException unknown) {
            return unknown(unknown);
        } else if (failure instanceof InputCoercionException number) {
            return shown(mapper) + " is out of range. Give " + wanted(number.getTargetType()) + ".";
        } else if (failure instanceof StreamConstraintsException) {
            return "This is nested too deep, or a number, a name or a string is too long. Send less.";
        } else if (failure instanceof StreamReadException syntax) {
            return syntax(syntax);
        } else if (failure instanceof ValueInstantiationException refused) {
            return refused(refused);
        } else if (failure instanceof MismatchedInputException mismatch) {
            return mismatch(mapper, mismatch);
        }
        return shown(mapper) + " does not fit. Give what the schema says.";
    }

    private static String unknown(UnrecognizedPropertyException unknown) {
        Collection<?> known = unknown.getKnownPropertyIds() == null ? List.of() : unknown.getKnownPropertyIds();
        StringBuilder names = new StringBuilder();
        known.stream()
                .limit(EXCERPT)
                .forEach(name -> names.append(names.isEmpty() ? "" : ", ")
                        .append('"')
                        .append(name)
                        .append('"'));
        return "There is no member \"" + cut(unknown.getPropertyName()) + "\" here. "
                + (names.isEmpty() ? "Leave it out." : "Leave it out, or give one of these: " + names + ".");
    }

    private String syntax(StreamReadException syntax) {
        Matcher duplicate = DUPLICATE.matcher(syntax.getOriginalMessage());
        if (duplicate.matches()) {
            return "There are two members " + cut(duplicate.group(1)) + ". Give one.";
        }
        TokenStreamLocation location = syntax.getLocation();
        boolean isKnown = location != null && location.getLineNr() > 0;
        return "This is no JSON"
                + (isKnown
                        ? ": the fault is in line " + location.getLineNr() + ", column " + location.getColumnNr()
                        : "")
                + ". Send well-formed JSON.";
    }

    /** What a constructor says of wrong arguments is for whoever gave them, unless it names a class. The log tells the rest. */
    private static String refused(ValueInstantiationException refused) {
        String reason = refused.getCause() instanceof IllegalArgumentException cause ? text(cause) : "";
        boolean isTold = !reason.isEmpty() && !CLASS_NAME.matcher(reason).find();
        return "This is refused" + (isTold ? ": " + reason : "") + ". Give other values.";
    }

    private static String text(Throwable cause) {
        try {
            return String.valueOf(cause.getMessage()).strip().replaceAll("[.!]$", "");
        } catch (RuntimeException unsayable) {
            return "";
        }
    }

    private String mismatch(JsonMapper mapper, MismatchedInputException mismatch) {
        if (mismatch.getOriginalMessage().startsWith("Trailing token")) {
            return "There is something after the end of the JSON. Send one value.";
        }
        Matcher constants = CONSTANTS.matcher(mismatch.getOriginalMessage());
        String wanted =
                constants.find() ? "one of these strings: " + constants.group(1) : wanted(mismatch.getTargetType());
        JsonNode node = node(mapper);
        return node.isMissingNode()
                ? "This is missing. Give " + wanted + "."
                : shown(node) + " does not fit. Give " + wanted + ".";
    }

    private static String wanted(@Nullable Class<?> type) {
        if (type == null) {
            return "what the schema says";
        }
        Class<?> primitive = ClassUtil.primitiveType(type);
        String name = WANTED.get(primitive == null ? type : primitive);
        if (name != null) {
            return name;
        } else if (type.isEnum()) {
            return "one of the strings that the schema names";
        } else if (type.isArray()) {
            return type.getComponentType().isPrimitive()
                    ? "a list, each of its elements " + wanted(type.getComponentType())
                    : "a list";
        } else if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        boolean isObject =
                Map.class.isAssignableFrom(type) || !type.getPackageName().startsWith("java");
        return isObject ? "an object" : "what the schema says";
    }

    private String shown(JsonMapper mapper) {
        return shown(node(mapper));
    }

    private static String shown(JsonNode node) {
        if (node.isObject()) {
            return "An object";
        } else if (node.isArray()) {
            return "A list";
        }
        return node.isMissingNode() ? "This" : cut(node.toString());
    }

    /** Returns what stands where the fault is. */
    private JsonNode node(JsonMapper mapper) {
        JsonNode node;
        try {
            node = mapper.reader()
                    .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS) // which shows numbers as they are
                    .readTree(json);
        } catch (JacksonException noJson) {
            return mapper.missingNode();
        }
        for (String step : path) {
            node = node.isArray() ? node.path(Integer.parseInt(step)) : node.path(step);
        }
        return node;
    }

    private static String cut(String text) {
        return text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "…";
    }
}
