package dev.runcast.processor.model;

/** A static method that generated code calls, by the qualified name of its class. */
public record RuntimeMethod(String type, String name) {
    static RuntimeMethod ofScope(String name) {
        return new RuntimeMethod("dev.runcast.runtime.codegen.RunScope", name);
    }

    static RuntimeMethod ofStreamScope(String name) {
        return new RuntimeMethod("dev.runcast.runtime.codegen.StreamScope", name);
    }

    static RuntimeMethod ofReactor(String name) {
        return new RuntimeMethod(ReturnShape.REACTOR_METHOD, name);
    }

    static RuntimeMethod ofKotlin(String name) {
        return new RuntimeMethod(ReturnShape.COROUTINE_METHOD, name);
    }

    static RuntimeMethod ofRunnable(String name) {
        return new RuntimeMethod("dev.runcast.runtime.TypedRunnable", name);
    }
}
