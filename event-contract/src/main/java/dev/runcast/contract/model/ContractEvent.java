package dev.runcast.contract.model;

import java.util.List;

/**
 * An event that a class declares.
 *
 * @param description empty if there is none
 * @param payload its data, {@link Schema.Scalar#NULL} for an event without data
 * @param declaredBy the qualified name of the class
 * @param runs the runs that emit it
 */
public record ContractEvent(String name, String description, Schema payload, String declaredBy, List<Run> runs) {
    /**
     * A run, as clients see it.
     *
     * @param type the type as it is in the names of events, such as {@code "chain"}
     */
    public record Run(String name, String type) {}
}
