package dev.runcast.processor.discovery;

import java.util.Set;

/** The annotations that the processor knows, by name: their classes need not be on the processor path. */
public final class AnnotationNames {
    public static final String RUNNABLE = "dev.runcast.annotations.Runnable";
    public static final String EMITS_EVENT = "dev.runcast.annotations.EmitsEvent";

    /** Holds several of an element. */
    public static final String EMITS_EVENTS = "dev.runcast.annotations.EmitsEvents";

    /** All of Runcast's. */
    public static final Set<String> ALL = Set.of(RUNNABLE, EMITS_EVENT, EMITS_EVENTS);

    /** Marks what is generated. */
    public static final String GENERATED = "javax.annotation.processing.Generated";

    private AnnotationNames() {}
}
