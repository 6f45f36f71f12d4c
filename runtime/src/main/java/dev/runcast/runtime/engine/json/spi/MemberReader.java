package dev.runcast.runtime.engine.json.spi;

import java.util.Map;

/** Takes JSON objects apart. The default codec is one; that is no part of its public face. */
public interface MemberReader {
    /**
     * Returns the members of a JSON object, each as JSON, in their order. Numbers keep all their digits.
     *
     * @throws IllegalArgumentException if it is no JSON object, with the place of the fault
     */
    Map<String, String> members(String json);
}
