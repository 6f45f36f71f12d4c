package dev.runcast.contract.builder;

import dev.runcast.contract.model.Contract;
import dev.runcast.contract.model.Runnables;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Element;

/** A contract that knows the code that it was made from, and the runnables of that code. */
public record TracedContract(Contract contract, Runnables runnables, Map<String, Element> origins) {
    /** Returns the element behind a part of a definition, such as a field, and the type behind the definition. */
    public Stream<Element> originsOf(String definition, String part) {
        return Stream.of(key(definition, part), definition)
                .map(key -> Optional.ofNullable(origins.get(key)))
                .flatMap(Optional::stream);
    }

    static String key(String definition, String part) {
        return definition + "#" + part;
    }
}
