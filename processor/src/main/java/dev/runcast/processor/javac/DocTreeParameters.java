package dev.runcast.processor.javac;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.util.DocTrees;
import dev.runcast.processor.model.CommentText;
import dev.runcast.processor.model.ParameterDocs;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;

/** Reads comments as javac does, Markdown among them. */
public final class DocTreeParameters implements ParameterDocs {
    /** Of JDK 23 and newer. */
    private static final String MARKDOWN = "MARKDOWN";

    private final DocTrees trees;

    private DocTreeParameters(DocTrees trees) {
        this.trees = trees;
    }

    /** Returns javac's view of comments, or nothing in other compilers and in tools that wrap javac. */
    public static Optional<ParameterDocs> of(ProcessingEnvironment environment) {
        try {
            return Optional.of(new DocTreeParameters(DocTrees.instance(environment)));
        } catch (IllegalArgumentException | LinkageError notJavac) {
            return Optional.empty();
        }
    }

    @Override
    public Map<String, String> of(Element method) {
        Map<String, String> texts = new LinkedHashMap<>();
        DocCommentTree comment = trees.getDocCommentTree(method);
        if (comment != null) {
            for (DocTree tag : comment.getBlockTags()) {
                if (tag instanceof ParamTree param && !param.isTypeParameter()) {
                    texts.putIfAbsent(param.getName().getName().toString(), text(param));
                }
            }
        }
        return texts;
    }

    private String text(ParamTree param) {
        return CommentText.inOneLine(
                param.getDescription().stream().map(this::text).collect(Collectors.joining()));
    }

    private String text(DocTree tree) {
        if (tree instanceof EntityTree entity) {
            return Optional.ofNullable(trees.getCharacters(entity)).orElse(entity.toString());
        }
        return tree.getKind().name().equals(MARKDOWN)
                ? MarkdownText.plain(tree.toString())
                : CommentText.plain(tree.toString());
    }
}
