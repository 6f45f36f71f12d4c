package dev.runcast.contract.types;

import dev.runcast.contract.types.JavaType.Use;
import javax.lang.model.element.Element;

/**
 * A field of the JSON object that an object becomes.
 *
 * @param type its type, unknown if an annotation has it written in a way that the contract cannot follow
 * @param isRequired whether it is always there
 * @param origin the record component, method or field that it comes from
 */
public record Field(String name, Use type, boolean isRequired, Element origin) {}
