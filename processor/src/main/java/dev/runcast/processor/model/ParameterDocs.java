package dev.runcast.processor.model;

import java.util.Map;
import javax.lang.model.element.Element;

/** What documentation comments say of parameters. */
@FunctionalInterface
public interface ParameterDocs {
    /** Returns the texts of the tags {@code @param} in the comment of {@code method}, by parameter, as plain text in one line. */
    Map<String, String> of(Element method);
}
