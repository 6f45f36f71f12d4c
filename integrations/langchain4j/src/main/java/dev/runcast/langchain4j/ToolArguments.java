package dev.runcast.langchain4j;

import dev.runcast.runtime.json.JsonCodec;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The arguments that models give tools, which are not always JSON. LangChain4j mends the same for its own tools. */
final class ToolArguments {
    /** A string, or a comma before the end of an object or a list. */
    private static final Pattern STRING_OR_TRAILING_COMMA =
            Pattern.compile("(\"(?:\\\\.|[^\"\\\\])*+\")|,(?=\\s*[}\\]])");

    private ToolArguments() {}

    /** Returns the arguments as JSON: none as an object without members, without trailing commas, and not as a string that holds JSON. */
    static String normalize(@Nullable String arguments) {
        String json = arguments == null ? "" : arguments.strip();
        if (json.startsWith("\"")) {
            json = decoded(json).strip();
        }
        return json.isEmpty() || json.equals("null")
                ? "{}"
                : STRING_OR_TRAILING_COMMA.matcher(json).replaceAll("$1");
    }

    private static String decoded(String json) {
        try {
            return Objects.requireNonNullElse(JsonCodec.defaultCodec().read(json, String.class), json);
        } catch (IllegalArgumentException noString) {
            return json;
        }
    }
}
