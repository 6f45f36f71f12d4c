/** Shows runs and custom events in recordings of JDK Flight Recorder. */
module dev.runcast.jfr {
    requires jdk.jfr;
    requires transitive dev.runcast.runtime;
    requires static transitive org.jspecify;

    exports dev.runcast.jfr;
}
