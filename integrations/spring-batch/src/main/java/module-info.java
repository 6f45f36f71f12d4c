/** Runs of the jobs, steps and chunks of Spring Batch. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"
}) // They have names of their own, and no module descriptors yet.
module dev.runcast.spring.batch {
    requires transitive dev.runcast.runtime;
    requires transitive spring.batch.core;
    requires transitive spring.batch.infrastructure;
    requires static transitive org.jspecify;

    exports dev.runcast.spring.batch;
}
