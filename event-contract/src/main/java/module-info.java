/** The contract of events: from the types of their data to schemas, and from these to JSON and TypeScript. */
module dev.runcast.contract {
    requires transitive java.compiler;
    requires static org.jspecify;

    exports dev.runcast.contract.builder;
    exports dev.runcast.contract.comparison;
    exports dev.runcast.contract.model;
    exports dev.runcast.contract.parser;
    exports dev.runcast.contract.render;
    exports dev.runcast.contract.types;
}
