package dev.runcast.processor.model;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a method's Javadoc says of its parameters. */
final class ParameterDocs {
    private static final Pattern PARAM = Pattern.compile("(?ms)^\\s*@param\\s+(\\w+)\\s+(.*?)(?=^\\s*@\\w|\\z)");
    private static final Pattern INLINE_TAG = Pattern.compile("\\{@\\w+\\s+([^{}]*)}");

    private final Map<String, String> texts = new HashMap<>();

    ParameterDocs(@Nullable String docComment) {
        Matcher params = PARAM.matcher(docComment == null ? "" : docComment);
        while (params.find()) {
            texts.put(params.group(1), plain(params.group(2)));
        }
    }

    /** Returns the text on the parameter in one line, empty if there is none. */
    String of(String parameter) {
        return texts.getOrDefault(parameter, "");
    }

    private static String plain(String text) {
        return INLINE_TAG.matcher(text).replaceAll("$1").replaceAll("\\s+", " ").strip();
    }
}
