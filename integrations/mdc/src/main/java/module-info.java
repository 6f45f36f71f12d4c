/** Puts the current run into SLF4J's MDC. */
module dev.runcast.mdc {
    requires transitive dev.runcast.runtime;
    requires static transitive org.jspecify;
    requires org.slf4j;

    exports dev.runcast.mdc;
}
