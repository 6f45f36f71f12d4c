package dev.runcast.processor.render;

import com.palantir.javapoet.ClassName;
import dev.runcast.processor.discovery.Payload;
import dev.runcast.processor.model.RuntimeMethod;

/** The types of Runcast that generated code names. The processor does not depend on them; a test compares the names. */
final class RuntimeTypes {
    private static final String RUNTIME = "dev.runcast.runtime";
    private static final String CODEGEN = RUNTIME + ".codegen";

    static final ClassName CHUNK_SINK = ClassName.get(RUNTIME, "ChunkSink");
    static final ClassName CUSTOM_EVENTS = ClassName.get(RUNTIME, "CustomEvents");
    static final ClassName EVENT_SINK = ClassName.get(RUNTIME, "EventSink");
    static final ClassName EVENT_TYPE = ClassName.get(RUNTIME, "EventType");
    static final ClassName PAYLOAD_JSON = ClassName.get(CODEGEN, "PayloadJson");
    static final ClassName RUN_TYPE = ClassName.get("dev.runcast.annotations", "RunType");
    static final ClassName RUN_INPUT = ClassName.get(RUNTIME, "RunInput");
    static final ClassName RUNNABLE_CONFIG = ClassName.get(RUNTIME, "RunnableConfig");
    static final ClassName RUNNABLE_DESCRIPTOR = ClassName.get(RUNTIME, "RunnableDescriptor");
    static final ClassName SUSPENDING_CALL = ClassName.get("dev.runcast.kotlin", "SuspendingCall");
    static final ClassName TYPE_REF = TypeNames.topLevel(Payload.TYPE_REF);
    static final ClassName TYPED_RUNNABLE = ClassName.get(RUNTIME, "TypedRunnable");
    static final ClassName TYPES = ClassName.get(CODEGEN, "Types");

    private RuntimeTypes() {}

    /** Returns the class of {@code method}. */
    static ClassName of(RuntimeMethod method) {
        return TypeNames.topLevel(method.type());
    }
}
