package dev.runcast.processor.model;

import dev.runcast.processor.discovery.TypeMirrors;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.type.TypeMirror;

/** The methods that every object has, which generated methods may not hide. */
public final class ObjectMethods {
    private static final Set<String> SIGNATURES = Set.of(
            "clone()",
            "equals(java.lang.Object)",
            "finalize()",
            "getClass()",
            "hashCode()",
            "notify()",
            "notifyAll()",
            "toString()",
            "wait()",
            "wait(long)",
            "wait(long, int)");

    private ObjectMethods() {}

    /** Returns whether every object has a method of this signature. */
    public static boolean contains(String signature) {
        return SIGNATURES.contains(signature);
    }

    /** Writes a signature of erased parameter types, such as {@code wait(long, int)}. */
    public static String signature(String method, List<? extends TypeMirror> erasedParameters) {
        return erasedParameters.stream()
                .map(TypeMirrors::erasedName)
                .collect(Collectors.joining(", ", method + "(", ")"));
    }
}
