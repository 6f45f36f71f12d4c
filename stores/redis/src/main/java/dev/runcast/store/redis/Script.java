package dev.runcast.store.redis;

import io.lettuce.core.ScriptOutputType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/** What Redis does as a whole. Each is a file of Lua beside this class, after a prelude that all of them have. */
enum Script {
    CREATE_THREAD(ScriptOutputType.INTEGER),
    COPY_THREAD(ScriptOutputType.INTEGER),
    THREAD(ScriptOutputType.MULTI),
    THREADS(ScriptOutputType.MULTI),
    REPLACE_METADATA(ScriptOutputType.INTEGER),
    DELETE_THREAD(ScriptOutputType.INTEGER),
    CREATE(ScriptOutputType.MULTI),
    BEGIN(ScriptOutputType.INTEGER),
    APPEND(ScriptOutputType.VALUE),
    END(ScriptOutputType.MULTI),
    RENEW(ScriptOutputType.MULTI),
    LOST(ScriptOutputType.MULTI),
    CLAIM(ScriptOutputType.MULTI),
    RUN(ScriptOutputType.MULTI),
    RUNS_OF_THREAD(ScriptOutputType.MULTI),
    RUNS_OF_OWNER(ScriptOutputType.MULTI),
    READ(ScriptOutputType.MULTI),
    DELETE(ScriptOutputType.INTEGER),
    CANCEL(ScriptOutputType.INTEGER),
    EXPIRE(ScriptOutputType.INTEGER);

    private final ScriptOutputType output;
    private final String text;

    Script(ScriptOutputType output) {
        this.output = output;
        this.text = file("prelude") + file(name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static String file(String name) {
        try (InputStream file = Objects.requireNonNull(Script.class.getResourceAsStream(name + ".lua"), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    ScriptOutputType output() {
        return output;
    }

    String text() {
        return text;
    }
}
