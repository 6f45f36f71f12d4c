package dev.runcast.contract.render;

import dev.runcast.contract.model.Contract;
import dev.runcast.contract.model.ContractEvent;
import dev.runcast.contract.model.Schema;
import dev.runcast.contract.model.Schema.ArrayOf;
import dev.runcast.contract.model.Schema.Constants;
import dev.runcast.contract.model.Schema.MapOf;
import dev.runcast.contract.model.Schema.ObjectOf;
import dev.runcast.contract.model.Schema.OneOf;
import dev.runcast.contract.model.Schema.OrNull;
import dev.runcast.contract.model.Schema.Property;
import dev.runcast.contract.model.Schema.Ref;
import dev.runcast.contract.model.Schema.Scalar;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Renders {@code events.d.ts}. It names no global type of TypeScript, since a definition may have the same name. */
public final class TypeScript {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private static final String EVENTS = """
            // The custom events of this module, as they come on the wire. Runcast writes this file; changes to it are lost.

            /** The data of the custom events by their names. */
            export interface CustomEventData {
            %s}

            /**
             * A custom event: one of any name, to be told apart by `name`, or one of the given name, such as
             * `CustomEvent<"progress">`.
             */
            export type CustomEvent<N extends keyof CustomEventData = keyof CustomEventData> = {
              [Name in N]: {
                event: "on_custom_event";
                run_id: string;
                name: Name;
                tags: string[];
                metadata: { [key: string]: unknown };
                data: CustomEventData[Name];
                parent_ids: string[];
              };
            }[N];
            """;

    private final Contract contract;

    private TypeScript(Contract contract) {
        this.contract = contract;
    }

    /** Returns the text of the file. */
    public static String of(Contract contract) {
        TypeScript script = new TypeScript(contract);
        String events = contract.events().stream()
                .map(ContractEvent::name)
                .distinct()
                .map(script::data)
                .collect(Collectors.joining());
        return contract.definitions().entrySet().stream()
                .map(entry -> "\n" + definition(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("", EVENTS.formatted(events), ""));
    }

    private String data(String name) {
        List<ContractEvent> events = contract.events().stream()
                .filter(event -> event.name().equals(name))
                .toList();
        List<String> lines = events.stream()
                .flatMap(TypeScript::sentences)
                .map(line -> line.replace("*/", "*\\/"))
                .toList();
        String comment = lines.size() == 1
                ? "  /** " + lines.get(0) + " */\n"
                : lines.stream()
                        .map(line -> "   * " + line + "\n")
                        .collect(Collectors.joining("", "  /**\n", "   */\n"));
        String types = union(contract.payloads(name).stream());
        return comment + "  " + key(name) + ": " + types + ";\n";
    }

    private static Stream<String> sentences(ContractEvent event) {
        String runs = event.runs().stream()
                .map(run -> run.name() + " (" + run.type() + ")")
                .collect(Collectors.joining(", "));
        return Stream.concat(event.description().lines(), Stream.of("From " + event.declaredBy() + ": " + runs + "."));
    }

    private static String definition(String name, Schema schema) {
        if (!(schema instanceof ObjectOf object)) {
            return "export type " + name + " = " + type(schema) + ";\n";
        }
        return object.properties().stream()
                .map(property -> "  " + property(property) + ";\n")
                .collect(Collectors.joining("", "export interface " + name + " {\n", "}\n"));
    }

    private static String type(Schema schema) {
        if (schema instanceof Scalar scalar) {
            return scalar.type().equals("integer") ? "number" : scalar.type();
        }
        if (schema instanceof Constants constants) {
            return constants.values().stream().map(JsonText::quoted).collect(Collectors.joining(" | "));
        }
        if (schema instanceof ArrayOf array) {
            return inParentheses(array.items()) + "[]";
        }
        if (schema instanceof MapOf map) {
            return "{ [key: string]: " + type(map.values()) + " }";
        }
        if (schema instanceof OneOf oneOf) {
            return union(oneOf.variants().stream());
        }
        if (schema instanceof OrNull nullable) {
            return union(Stream.of(nullable.schema(), Scalar.NULL));
        }
        if (schema instanceof ObjectOf object) {
            return object.properties().stream().map(TypeScript::property).collect(Collectors.joining("; ", "{ ", " }"));
        }
        return schema instanceof Ref ref ? ref.name() : "unknown";
    }

    private static String union(Stream<Schema> variants) {
        return variants.map(TypeScript::type).distinct().collect(Collectors.joining(" | "));
    }

    private static String inParentheses(Schema schema) {
        String type = type(schema);
        return type.contains(" | ") ? "(" + type + ")" : type;
    }

    private static String property(Property property) {
        return key(property.name()) + (property.isRequired() ? ": " : "?: ") + type(property.schema());
    }

    private static String key(String name) {
        return IDENTIFIER.matcher(name).matches() ? name : JsonText.quoted(name);
    }
}
