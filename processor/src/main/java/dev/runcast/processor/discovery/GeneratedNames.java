package dev.runcast.processor.discovery;

import javax.lang.model.element.TypeElement;

/** What the classes generated for a type are called. The simple names of nested types are joined with {@code _}. */
public record GeneratedNames(String packageName, String events, String runnables) {
    /** The ending of the emitter's name. */
    public static final String EVENTS_SUFFIX = "Events";

    /** The ending of the name of a wrapper. */
    public static final String RUNNABLES_SUFFIX = "Runnables";

    static GeneratedNames of(TypeElement type) {
        String joined = joinedName(type);
        String qualifiedName = type.getQualifiedName().toString();
        String packageName = qualifiedName.length() == joined.length()
                ? ""
                : qualifiedName.substring(0, qualifiedName.length() - joined.length() - 1);
        return new GeneratedNames(packageName, joined + EVENTS_SUFFIX, joined + RUNNABLES_SUFFIX);
    }

    private static String joinedName(TypeElement type) {
        return type.getEnclosingElement() instanceof TypeElement outer
                ? joinedName(outer) + "_" + type.getSimpleName()
                : type.getSimpleName().toString();
    }

    /** Returns the qualified name of a generated class. */
    public String qualified(String simpleName) {
        return packageName.isEmpty() ? simpleName : packageName + "." + simpleName;
    }
}
