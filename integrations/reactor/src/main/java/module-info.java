/** Runs of methods that return a {@code Mono} or a {@code Flux} of Reactor. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"
}) // They have names of their own, and no module descriptors yet.
module dev.runcast.reactor {
    requires transitive dev.runcast.runtime;
    requires transitive reactor.core;
    requires dev.runcast.context.propagation;
    requires org.reactivestreams;
    requires static transitive org.jspecify;

    exports dev.runcast.reactor.codegen;
}
