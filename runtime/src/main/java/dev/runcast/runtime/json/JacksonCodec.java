package dev.runcast.runtime.json;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON by Jackson. */
final class JacksonCodec implements JsonCodec {
    static final JacksonCodec DEFAULT = new JacksonCodec(
            JsonMapper.builder()
                    .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build(),
            DEFAULT_LIMIT);

    private final JsonMapper mapper;
    private final int limit;

    private JacksonCodec(JsonMapper mapper, int limit) {
        this.mapper = mapper;
        this.limit = limit;
    }

    JacksonCodec withLimit(int characters) {
        return new JacksonCodec(mapper, characters);
    }

    @Override
    public String write(@Nullable Object value) {
        LimitedWriter json = new LimitedWriter(limit);
        try {
            mapper.writeValue(json, value);
            return json.toString();
        } catch (JacksonException failure) {
            throw new IllegalArgumentException(
                    json.isExceeded()
                            ? "A value of " + typeName(value) + " is longer as JSON than " + limit
                                    + " characters. Send less of it, or allow more: JsonCodec.limitedTo(…)."
                            : "A value of " + typeName(value) + " cannot be written as JSON: "
                                    + failure.getOriginalMessage() + remedy(value),
                    failure);
        } catch (StackOverflowError endless) {
            throw new IllegalArgumentException(
                    "A value of " + typeName(value)
                            + " cannot be written as JSON: it is nested too deep, or contains itself.",
                    endless);
        }
    }

    @Override
    public @Nullable Object read(String json, Type type) {
        try {
            return mapper.readValue(json, mapper.constructType(type));
        } catch (JacksonException failure) {
            throw new IllegalArgumentException(
                    "This is no JSON for " + type.getTypeName() + ": " + failure.getOriginalMessage(), failure);
        }
    }

    /** Says what a named module has to do for values of its own types. */
    private static String remedy(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        Class<?> type = value.getClass();
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
}
