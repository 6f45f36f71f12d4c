/** Recorders, assertions, transcripts and strict mode for tests of runs and their events. */
module dev.runcast.testkit {
    requires transitive dev.runcast.runtime;
    requires transitive org.assertj.core;
    requires static transitive org.jspecify;
    requires static org.junit.jupiter.api; // for the package "junit"

    exports dev.runcast.testkit;
    exports dev.runcast.testkit.junit;
}
