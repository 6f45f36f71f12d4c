package dev.runcast.processor.model;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Javadoc as plain text: without HTML, and with inline tags by what they show. */
public final class CommentText {
    private static final Pattern HTML_TAG = Pattern.compile("</?([a-zA-Z][a-zA-Z0-9]*)(?:\\s[^<>]*|/)?>");
    private static final Pattern ENTITY = Pattern.compile("&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]+));");
    private static final Map<String, String> ENTITIES =
            Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"", "apos", "'", "nbsp", " ");

    /** Elements of HTML that do not part words. */
    private static final Set<String> PHRASING = Set.of(
            "a", "abbr", "b", "cite", "code", "em", "i", "kbd", "q", "s", "samp", "small", "span", "strong", "sub",
            "sup", "tt", "u", "var");

    private final String source;
    private final StringBuilder text = new StringBuilder();
    private int position;

    private CommentText(String source) {
        this.source = source;
    }

    /** Returns the text, with the white space of {@code javadoc}. */
    public static String plain(String javadoc) {
        return new CommentText(javadoc).read();
    }

    /** Returns {@code text} in one line. */
    public static String inOneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    /** Returns the index after the brace that closes the one at {@code opening}, or the end of {@code text}. */
    static int endOfTag(String text, int opening) {
        int depth = 0;
        for (int i = opening; i < text.length(); i++) {
            depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return text.length();
    }

    private String read() {
        while (position < source.length()) {
            char character = source.charAt(position);
            boolean isRead = switch (character) {
                case '{' -> readInlineTag();
                case '<' -> readHtmlTag();
                case '&' -> readEntity();
                default -> false;
            };
            if (!isRead) {
                text.append(character);
                position++;
            }
        }
        return text.toString();
    }

    private boolean readInlineTag() {
        if (!source.startsWith("{@", position)) {
            return false;
        }
        int end = endOfTag(source, position);
        boolean isClosed = source.charAt(end - 1) == '}';
        String[] parts =
                source.substring(position + 2, isClosed ? end - 1 : end).split("\\s+", 2);
        String content = parts.length == 1 ? "" : parts[1];
        text.append(
                switch (parts[0]) {
                    case "code", "literal" -> content;
                    case "link", "linkplain", "value" -> link(content);
                    case "inheritDoc", "docRoot" -> "";
                    default -> plain(content);
                });
        position = end;
        return true;
    }

    private static String link(String content) {
        String reference = reference(content);
        String label = content.substring(reference.length()).strip();
        return label.isEmpty() ? reference.replaceFirst("^#", "").replace('#', '.') : plain(label);
    }

    /** A reference to a method may have spaces between its parameters. */
    private static String reference(String content) {
        int depth = 0;
        for (int i = 0; i < content.length(); i++) {
            char character = content.charAt(i);
            depth += character == '(' ? 1 : character == ')' ? -1 : 0;
            if (depth == 0 && Character.isWhitespace(character)) {
                return content.substring(0, i);
            }
        }
        return content;
    }

    private boolean readHtmlTag() {
        Matcher tag = HTML_TAG.matcher(source).region(position, source.length());
        if (!tag.lookingAt()) {
            return false;
        }
        text.append(PHRASING.contains(tag.group(1)) ? "" : " ");
        position = tag.end();
        return true;
    }

    private boolean readEntity() {
        Matcher entity = ENTITY.matcher(source).region(position, source.length());
        if (!entity.lookingAt()) {
            return false;
        }
        String characters = characters(entity);
        text.append(characters);
        position = entity.end();
        return true;
    }

    private static String characters(Matcher entity) {
        if (entity.group(3) != null) {
            return ENTITIES.getOrDefault(entity.group(3), entity.group());
        }
        int codePoint =
                entity.group(1) != null ? Integer.parseInt(entity.group(1)) : Integer.parseInt(entity.group(2), 16);
        return Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : entity.group();
    }
}
