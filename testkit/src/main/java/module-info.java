/** Recorders, assertions, transcripts and strict mode for tests of runs and their events. */
module dev.runcast.testkit {
    requires transitive dev.runcast.runtime;
    requires transitive org.assertj.core;
    requires static transitive org.jspecify;
    requires static transitive org.junit.jupiter.api;

    exports dev.runcast.testkit;
    exports dev.runcast.testkit.junit;
}
