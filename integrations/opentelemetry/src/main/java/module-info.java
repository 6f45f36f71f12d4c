/** Traces runs, with their custom events, by OpenTelemetry. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"
}) // They have names of their own, and no module descriptors yet.
module dev.runcast.opentelemetry {
    requires transitive dev.runcast.runtime;
    requires transitive io.opentelemetry.api;
    requires io.opentelemetry.context;
    requires static transitive org.jspecify;

    exports dev.runcast.opentelemetry;
}
