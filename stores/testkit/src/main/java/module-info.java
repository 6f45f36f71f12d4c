/** Tests for authors of stores of runs. */
module dev.runcast.store.testkit {
    requires transitive dev.runcast.server;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;
    requires static transitive org.jspecify;

    exports dev.runcast.store.testkit;
}
