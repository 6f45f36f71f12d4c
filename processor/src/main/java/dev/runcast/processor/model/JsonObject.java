package dev.runcast.processor.model;

import java.util.List;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;

/** A record that generated code writes as JSON: its components as members, in their order. */
public record JsonObject(TypeElement type, List<Member> members) {
    /** A component, and how it is written. */
    public record Member(RecordComponentElement component, JsonShape shape) {}
}
