package dev.runcast.runtime.engine.json.spi;

import java.util.List;
import java.util.Map;

/** Takes JSON objects and lists apart. The default codec does, and users do not see it. */
public interface MemberReader {
    /**
     * Returns the members of a JSON object, each as JSON, in their order. Numbers keep all their digits.
     *
     * @throws IllegalArgumentException if the text is not a JSON object, with the place of the fault
     */
    Map<String, String> members(String json);

    /**
     * Returns the elements of a JSON list, each as JSON. Numbers keep all their digits.
     *
     * @throws IllegalArgumentException if the text is not a JSON list, with the place of the fault
     */
    List<String> elements(String json);
}
