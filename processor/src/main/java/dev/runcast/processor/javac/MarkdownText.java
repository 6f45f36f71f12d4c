package dev.runcast.processor.javac;

import dev.runcast.processor.model.CommentText;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Markdown as plain text, for the few lines that describe a parameter. What is code, or escaped, stays as it is. */
final class MarkdownText {
    private static final Pattern VERBATIM = Pattern.compile("(?s)(?<!`)(`+)(?!`)(.+?)(?<!`)\\1(?!`)|\\\\(\\p{Punct})");
    private static final Pattern BLOCK_MARK =
            Pattern.compile("(?m)^[ \\t]*(?:#{1,6}[ \\t]+|>[ \\t]?|[-*+][ \\t]+|\\d{1,9}[.)][ \\t]+)");
    private static final Pattern AUTOLINK = Pattern.compile("<([a-zA-Z][a-zA-Z0-9+.-]+:[^\\s<>]*)>");
    private static final Pattern INLINE_LINK = Pattern.compile("!?\\[([^\\[\\]]*)]\\([^()]*\\)");
    private static final Pattern REFERENCE_LINK = Pattern.compile("\\[([^\\[\\]]+)](?:\\[[^\\[\\]]*])?");
    private static final Pattern EMPHASIS = Pattern.compile("(?s)(\\*{1,3})(?=\\S)(.+?)(?<=\\S)\\1");
    private static final Pattern UNDERSCORES =
            Pattern.compile("(?s)(?<![\\p{L}\\p{Nd}_])(_{1,3})(?=\\S)(.+?)(?<=\\S)\\1(?![\\p{L}\\p{Nd}_])");

    /** Stands for a piece of verbatim text. Unicode assigns no character to it. */
    private static final String PLACEHOLDER = "\uffff";

    private static final Pattern PLACEHOLDERS = Pattern.compile(PLACEHOLDER);

    private MarkdownText() {}

    static String plain(String markdown) {
        List<String> verbatim = new ArrayList<>();
        String text = VERBATIM.matcher(markdown.replace(PLACEHOLDER, "")).replaceAll((MatchResult piece) -> {
            verbatim.add(piece.group(2) != null ? piece.group(2) : piece.group(3));
            return PLACEHOLDER;
        });
        text = BLOCK_MARK.matcher(text).replaceAll("");
        text = AUTOLINK.matcher(text).replaceAll("$1");
        text = INLINE_LINK.matcher(text).replaceAll("$1");
        text = REFERENCE_LINK.matcher(text).replaceAll("$1");
        text = EMPHASIS.matcher(text).replaceAll("$2");
        text = UNDERSCORES.matcher(text).replaceAll("$2");
        Iterator<String> pieces = verbatim.iterator();
        return PLACEHOLDERS
                .matcher(CommentText.plain(text))
                .replaceAll((MatchResult piece) -> Matcher.quoteReplacement(pieces.next()));
    }
}
