package dev.runcast.processor.render;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.runcast.processor.discovery.TypeMirrors;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** Pieces of Javadoc. */
final class Javadoc {
    private Javadoc() {}

    /** Writes a name in quotation marks, in the font of code. */
    static CodeBlock quoted(String name) {
        boolean isPlain = name.chars().noneMatch(c -> "{}@*\\&<".indexOf(c) >= 0 || Character.isISOControl(c));
        return isPlain ? CodeBlock.of("{@code \"$L\"}", name) : CodeBlock.of("<code>\"$L\"</code>", escape(name));
    }

    /** Writes a text of the user's as a sentence of its own, with a space before it, or nothing. */
    static CodeBlock sentence(String text) {
        return text.isBlank() ? CodeBlock.of("") : CodeBlock.of(" $L", escape(text.strip()));
    }

    /** Links to a type or to a method. */
    private static CodeBlock link(Element element) {
        return element instanceof ExecutableElement method
                ? CodeBlock.of("{@link $T#$L}", ClassName.get(TypeMirrors.typeOf(method)), method.getSimpleName())
                : CodeBlock.of("{@link $T}", ClassName.get((TypeElement) element));
    }

    /** Links to all of {@code elements}, with commas and an "and". */
    static CodeBlock links(List<? extends Element> elements) {
        List<CodeBlock> links = elements.stream().map(Javadoc::link).distinct().toList();
        CodeBlock last = links.get(links.size() - 1);
        return links.size() == 1
                ? last
                : CodeBlock.of(
                        "$L and $L",
                        links.subList(0, links.size() - 1).stream().collect(CodeBlock.joining(", ")),
                        last);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("@", "&#64;")
                .replace("{", "&#123;")
                .replace("}", "&#125;")
                .replace("*/", "*&#47;")
                .replace("\\", "&#92;");
    }
}
