package dev.runcast.contract.render;

import dev.runcast.contract.model.Contract;
import java.util.List;
import java.util.Map;

/** Renders {@code events.json}: a JSON Schema 2020-12 of any event of the contract, told apart by their names. */
public final class ContractJson {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private ContractJson() {}

    /** Returns the text of the file. */
    public static String of(Contract contract) {
        SchemaJson schemas = new SchemaJson(contract, "#/$defs/");
        Map<String, Object> document = SchemaJson.object("$schema", DIALECT);
        document.put("$comment", "Runcast event contract, format " + Contract.FORMAT);
        document.put("title", "CustomEvent");
        List<Map<String, Object>> events = contract.eventNames().stream()
                .map(schemas::definition)
                .map(schemas::ref)
                .toList();
        if (events.isEmpty()) {
            document.put("not", Map.of()); // JSON Schema has no choice of nothing
        } else {
            document.put("oneOf", events);
        }
        document.put("$defs", schemas.definitions());
        return JsonText.of(document) + "\n";
    }
}
