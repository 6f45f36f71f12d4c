/** Makes runs and their events observations of Micrometer. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"
}) // They have names of their own, and no module descriptors yet.
module dev.runcast.micrometer {
    requires transitive dev.runcast.runtime;
    requires transitive micrometer.commons;
    requires transitive micrometer.observation;
    requires static transitive org.jspecify;

    exports dev.runcast.micrometer;
}
