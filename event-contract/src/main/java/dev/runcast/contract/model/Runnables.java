package dev.runcast.contract.model;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * What clients of a module need to know to run something. It is no promise, and not compared.
 *
 * @param all in the order of their names, and of the classes that declare them
 * @param definitions the schemas that references name, besides those of the contract
 */
public record Runnables(List<Declared> all, SortedMap<String, Schema> definitions) {
    /**
     * A runnable that a class declares.
     *
     * @param input what callers give, {@link Schema.Scalar#NULL} for nothing
     * @param output what the run yields, {@link Schema.Scalar#NULL} for nothing
     * @param events the names of the events that it declares
     */
    public record Declared(String name, String declaredBy, Schema input, Schema output, Set<String> events) {}

    /** Returns the names of the runnables, each once. */
    public List<String> names() {
        return all.stream().map(Declared::name).distinct().toList();
    }

    /** Returns the runnables of this name, one for each class that declares it. */
    public List<Declared> named(String name) {
        return all.stream().filter(runnable -> runnable.name().equals(name)).toList();
    }
}
