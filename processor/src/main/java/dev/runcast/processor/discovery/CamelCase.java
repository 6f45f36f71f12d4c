package dev.runcast.processor.discovery;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Java names from free ones. */
public final class CamelCase {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{javaJavaIdentifierPart}]+|_+");
    private static final Pattern BEFORE_CAPITAL = Pattern.compile("(?<=[\\p{Ll}\\p{Nd}])(?=\\p{Lu})");

    private CamelCase() {}

    /**
     * Turns a name such as {@code "step-done"} into {@code stepDone}. The result need not be an identifier: {@code "42%"}
     * becomes {@code 42}.
     */
    public static String of(String name) {
        String capitalized = BETWEEN_WORDS
                .splitAsStream(name)
                .filter(word -> !word.isEmpty())
                .map(word -> isUpperCase(word) ? word.toLowerCase(Locale.ROOT) : word)
                .map(CamelCase::capitalize)
                .collect(Collectors.joining());
        return decapitalize(capitalized);
    }

    /** Turns {@code stepDone} into {@code STEP_DONE}. */
    public static String toConstant(String name) {
        return BEFORE_CAPITAL.matcher(name).replaceAll("_").toUpperCase(Locale.ROOT);
    }

    /** Returns {@code word} with a capital first letter. */
    public static String capitalize(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static String decapitalize(String word) {
        return word.isEmpty() ? word : word.substring(0, 1).toLowerCase(Locale.ROOT) + word.substring(1);
    }

    private static boolean isUpperCase(String word) {
        return word.equals(word.toUpperCase(Locale.ROOT));
    }
}
