package dev.runcast.contract.model;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An event that a class declares.
 *
 * @param definition the name under which files define the event, the same for all events of one name
 * @param description empty if there is none
 * @param payload its data, {@link Schema.Scalar#NULL} for an event without data
 * @param declaredBy the qualified name of the class
 * @param runs the runs that emit it
 */
public record ContractEvent(
        String name, String definition, String description, Schema payload, String declaredBy, List<Run> runs) {
    /**
     * A run, as clients see it.
     *
     * @param type the type as it is in the names of events, such as {@code "chain"}
     */
    public record Run(String name, String type) {}

    /** Returns what is said about it to readers: its description, and where it comes from. */
    public Stream<String> comments() {
        String emittedBy =
                runs.stream().map(run -> run.name() + " (" + run.type() + ")").collect(Collectors.joining(", "));
        return Stream.concat(description.lines(), Stream.of("From " + declaredBy + ": " + emittedBy + "."));
    }
}
