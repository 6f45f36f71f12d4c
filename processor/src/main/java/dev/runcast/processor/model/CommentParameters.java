package dev.runcast.processor.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.util.Elements;

/** Reads the comments that any compiler gives as text. */
public final class CommentParameters implements ParameterDocs {
    private static final String PARAM = "@param";

    private final Elements elements;

    public CommentParameters(Elements elements) {
        this.elements = elements;
    }

    @Override
    public Map<String, String> of(Element method) {
        String comment = elements.getDocComment(method);
        return comment == null ? Map.of() : in(comment);
    }

    static Map<String, String> in(String comment) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String tag : blockTags(comment)) {
            String[] parts = tag.split("\\s+", 3);
            if (parts.length == 3 && parts[0].equals(PARAM)) {
                texts.putIfAbsent(parts[1], CommentText.inOneLine(CommentText.plain(parts[2])));
            }
        }
        return texts;
    }

    /** Returns what begins with an at sign in a line, and not inside an inline tag. */
    private static List<String> blockTags(String comment) {
        List<String> tags = new ArrayList<>();
        int start = -1;
        boolean isLineStart = true;
        int i = 0;
        while (i < comment.length()) {
            char character = comment.charAt(i);
            if (character == '@' && isLineStart) {
                if (start >= 0) {
                    tags.add(comment.substring(start, i));
                }
                start = i;
            }
            isLineStart = character == '\n' || (isLineStart && Character.isWhitespace(character));
            i = comment.startsWith("{@", i) ? CommentText.endOfTag(comment, i) : i + 1;
        }
        if (start >= 0) {
            tags.add(comment.substring(start));
        }
        return tags;
    }
}
