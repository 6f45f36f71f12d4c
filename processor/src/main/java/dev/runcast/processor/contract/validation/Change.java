package dev.runcast.processor.contract.validation;

import dev.runcast.processor.contract.model.ContractEvent;
import dev.runcast.processor.diagnostic.DiagnosticId;
import java.util.List;

/**
 * A promise of the earlier contract that the new one does not keep.
 *
 * @param event the new event in whose data it shows
 * @param definition the new definition that changed, empty if it is the event itself
 * @param part what changed of the definition, as {@code TracedContract} knows it, empty for all of it
 * @param pointer where the earlier contract makes the promise
 * @param arguments for the text, without the place in the earlier contract that they end with
 */
record Change(
        DiagnosticId id, ContractEvent event, String definition, String part, String pointer, List<Object> arguments) {}
