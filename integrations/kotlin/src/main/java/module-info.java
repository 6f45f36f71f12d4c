/** Runs of suspend functions and flows, and the current run in the context of coroutines. */
module dev.runcast.kotlin {
    requires transitive dev.runcast.runtime;
    requires transitive kotlin.stdlib;
    requires transitive kotlinx.coroutines.core;
    requires kotlinx.coroutines.jdk9;
    requires static transitive org.jspecify;

    exports dev.runcast.kotlin;
    exports dev.runcast.kotlin.codegen;
}
