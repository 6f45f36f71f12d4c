package dev.runcast.contract.comparison;

import dev.runcast.contract.model.ContractEvent;
import java.util.List;

/**
 * A promise of the earlier contract that the new one does not keep.
 *
 * @param event the new event in whose data it shows, or the earlier one that is gone
 * @param definition the new definition that changed, empty if it is the event itself
 * @param part what changed of the definition, as {@code TracedContract} knows it, empty for all of it
 * @param pointer where the earlier contract makes the promise
 * @param arguments what changed, from what to what
 */
public record Change(
        Kind kind, ContractEvent event, String definition, String part, String pointer, List<String> arguments) {
    /** What kind of change breaks readers. */
    public enum Kind {
        /** An event is no longer declared. */
        EVENT_REMOVED,
        /** A field is gone. */
        FIELD_REMOVED,
        /** A field may be left out. */
        FIELD_OPTIONAL,
        /** Something may be {@code null}. */
        NULLABLE,
        /** Something is of another type. */
        TYPE_CHANGED,
        /** An enum has a new constant, or a sealed type a new variant. */
        CASE_ADDED
    }
}
