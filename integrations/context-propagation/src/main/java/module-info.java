/**
 * Carries the current run wherever Micrometer's context-propagation carries contexts, and what that knows to wherever Runcast does work.
 */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"
}) // It has a name of its own, and no module descriptor yet.
module dev.runcast.context.propagation {
    requires transitive context.propagation;
    requires transitive dev.runcast.runtime;
    requires static transitive org.jspecify;

    exports dev.runcast.context.propagation;

    provides dev.runcast.runtime.ContextCarrier with
            dev.runcast.context.propagation.SnapshotCarrier;
    provides io.micrometer.context.ThreadLocalAccessor with
            dev.runcast.context.propagation.RunContextAccessor;
}
