package dev.runcast.contract.render;

import dev.runcast.contract.model.Contract;
import dev.runcast.contract.model.ContractEvent;
import dev.runcast.contract.model.Runnables;
import dev.runcast.contract.model.Schema;
import dev.runcast.contract.model.Schema.ArrayOf;
import dev.runcast.contract.model.Schema.Constants;
import dev.runcast.contract.model.Schema.FloatingPoint;
import dev.runcast.contract.model.Schema.MapOf;
import dev.runcast.contract.model.Schema.ObjectOf;
import dev.runcast.contract.model.Schema.OneOf;
import dev.runcast.contract.model.Schema.OrNull;
import dev.runcast.contract.model.Schema.Property;
import dev.runcast.contract.model.Schema.Ref;
import dev.runcast.contract.model.Schema.Scalar;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Renders {@code events.d.ts}. It names no global type of TypeScript, since a definition may have the same name.
 * Types are aliases and not interfaces, which have no index signature: other libraries ask for types that have one.
 */
public final class TypeScript {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private static final String EVENTS = """
            // The custom events of this module, as they come on the wire. Runcast writes this file; changes to it are lost.

            /** The data of the custom events by their names. */
            export type CustomEventData = {
            %s};

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

            /** The runnables by their names: their input and output as JSON, and the names of the events that they declare. */
            export type Runnables = {
            %s};

            /**
             * A custom event that a runnable declares: any of them, or the given one, such as `RunnableEvent<"research">`.
             * Events of runs inside its run are not among these.
             */
            export type RunnableEvent<R extends keyof Runnables = keyof Runnables> = CustomEvent<
              { [Name in R]: Runnables[Name]["events"] }[R]
            >;
            """;

    private final Contract contract;
    private final Runnables runnables;

    private TypeScript(Contract contract, Runnables runnables) {
        this.contract = contract;
        this.runnables = runnables;
    }

    /** Returns the text of the file. */
    public static String of(Contract contract, Runnables runnables) {
        return new TypeScript(contract, runnables).file();
    }

    private String file() {
        String data = contract.eventNames().stream().map(this::data).collect(Collectors.joining());
        String ofRunnables = runnables.names().stream().map(this::runnable).collect(Collectors.joining());
        SortedMap<String, Schema> definitions = new TreeMap<>(contract.definitions());
        definitions.putAll(runnables.definitions());
        return definitions.entrySet().stream()
                .map(entry -> "\n" + definition(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("", EVENTS.formatted(data, ofRunnables), ""));
    }

    private String data(String name) {
        Stream<String> comments = contract.events(name).stream().flatMap(ContractEvent::comments);
        return comment(comments.toList()) + "  " + key(name) + ": " + type(contract.data(name)) + ";\n";
    }

    private String runnable(String name) {
        List<Runnables.Declared> declared = runnables.named(name);
        String events = declared.stream()
                .flatMap(runnable -> runnable.events().stream())
                .distinct()
                .sorted()
                .map(JsonText::quoted)
                .collect(Collectors.joining(" | "));
        return comment(declared.stream()
                        .map(runnable -> "From " + runnable.declaredBy() + ".")
                        .toList())
                + "  " + key(name) + ": {\n"
                + "    input: " + union(declared.stream().map(Runnables.Declared::input)) + ";\n"
                + "    output: " + union(declared.stream().map(Runnables.Declared::output)) + ";\n"
                + "    events: " + (events.isEmpty() ? "never" : events) + ";\n"
                + "  };\n";
    }

    private static String comment(List<String> texts) {
        List<String> lines =
                texts.stream().map(line -> line.replace("*/", "*\\/")).toList();
        return lines.size() == 1
                ? "  /** " + lines.get(0) + " */\n"
                : lines.stream()
                        .map(line -> "   * " + line + "\n")
                        .collect(Collectors.joining("", "  /**\n", "   */\n"));
    }

    private static String definition(String name, Schema schema) {
        if (!(schema instanceof ObjectOf object)) {
            return "export type " + name + " = " + type(schema) + ";\n";
        }
        return object.properties().stream()
                .map(property -> "  " + property(property) + ";\n")
                .collect(Collectors.joining("", "export type " + name + " = {\n", "};\n"));
    }

    private static String type(Schema schema) {
        if (schema instanceof Scalar scalar) {
            return scalar.type().equals("integer") ? "number" : scalar.type();
        }
        if (schema instanceof FloatingPoint) {
            return "number | " + type(new Constants(FloatingPoint.NOT_NUMBERS));
        }
        if (schema instanceof Constants constants) {
            return constants.values().isEmpty()
                    ? "never"
                    : constants.values().stream().map(JsonText::quoted).collect(Collectors.joining(" | "));
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
