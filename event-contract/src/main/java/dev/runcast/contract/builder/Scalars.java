package dev.runcast.contract.builder;

import dev.runcast.contract.model.Schema;
import dev.runcast.contract.model.Schema.Scalar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.type.TypeKind;

/**
 * The types of the JDK that Jackson 3 writes without parts. A format is given only where every value has it: local times have no
 * offset, and durations have fractions, which the formats of JSON Schema know nothing of.
 */
final class Scalars {
    static final Scalar STRING = new Scalar("string", "");
    static final Scalar BASE64 = new Scalar("string", "base64");
    private static final Scalar INTEGER = new Scalar("integer", "");
    private static final Scalar NUMBER = new Scalar("number", "");
    private static final Schema FLOATING_POINT = new Schema.FloatingPoint();
    private static final Scalar BOOLEAN = new Scalar("boolean", "");
    private static final Scalar DATE_TIME = new Scalar("string", "date-time");

    private static final Map<String, Schema> BY_NAME = byName();

    private Scalars() {}

    static Optional<Schema> of(String qualifiedName) {
        return Optional.ofNullable(BY_NAME.get(qualifiedName));
    }

    static Schema of(TypeKind primitive) {
        return switch (primitive) {
            case BOOLEAN -> BOOLEAN;
            case CHAR -> STRING;
            case FLOAT, DOUBLE -> FLOATING_POINT;
            default -> INTEGER;
        };
    }

    private static Map<String, Schema> byName() {
        Map<String, Schema> schemas = new HashMap<>();
        put(
                schemas,
                STRING,
                "java.lang",
                "String",
                "CharSequence",
                "StringBuilder",
                "StringBuffer",
                "Character",
                "Class");
        put(schemas, INTEGER, "java.lang", "Byte", "Short", "Integer", "Long");
        put(schemas, FLOATING_POINT, "java.lang", "Float", "Double", "Number");
        put(schemas, BOOLEAN, "java.lang", "Boolean");
        put(schemas, Scalar.NULL, "java.lang", "Void");
        put(schemas, INTEGER, "java.math", "BigInteger");
        put(schemas, NUMBER, "java.math", "BigDecimal");
        put(schemas, INTEGER.orNull(), "java.util", "OptionalInt", "OptionalLong");
        put(schemas, FLOATING_POINT.orNull(), "java.util", "OptionalDouble");
        put(schemas, INTEGER, "java.util.concurrent.atomic", "AtomicInteger", "AtomicLong");
        put(schemas, BOOLEAN, "java.util.concurrent.atomic", "AtomicBoolean");
        put(schemas, DATE_TIME, "java.time", "Instant", "OffsetDateTime", "ZonedDateTime");
        put(schemas, DATE_TIME, "java.util", "Date", "Calendar", "GregorianCalendar");
        put(schemas, new Scalar("string", "date"), "java.time", "LocalDate");
        put(schemas, STRING, "java.time", "LocalTime", "LocalDateTime", "OffsetTime", "Duration", "Period");
        put(schemas, STRING, "java.time", "YearMonth", "MonthDay", "ZoneId", "ZoneOffset");
        put(schemas, INTEGER, "java.time", "Year", "Month");
        put(schemas, new Schema.Constants(daysOfWeek()), "java.time", "DayOfWeek");
        put(schemas, new Scalar("string", "uuid"), "java.util", "UUID");
        put(schemas, STRING, "java.util", "Locale", "Currency", "TimeZone");
        put(schemas, new Scalar("string", "uri-reference"), "java.net", "URI");
        put(schemas, STRING, "java.net", "URL", "InetAddress", "InetSocketAddress");
        put(schemas, STRING, "java.io", "File");
        put(schemas, STRING, "java.nio.file", "Path");
        put(schemas, STRING, "java.nio.charset", "Charset");
        put(schemas, STRING, "java.util.regex", "Pattern");
        put(schemas, BASE64, "java.nio", "ByteBuffer");
        return schemas;
    }

    private static List<String> daysOfWeek() {
        return List.of("FRIDAY", "MONDAY", "SATURDAY", "SUNDAY", "THURSDAY", "TUESDAY", "WEDNESDAY");
    }

    private static void put(Map<String, Schema> schemas, Schema schema, String packageName, String... simpleNames) {
        for (String simpleName : simpleNames) {
            schemas.put(packageName + "." + simpleName, schema);
        }
    }
}
