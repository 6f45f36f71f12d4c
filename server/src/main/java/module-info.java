/** Runnables served over HTTP and server-sent events. */
module dev.runcast.server {
    requires transitive dev.runcast.runtime;
    requires static transitive org.jspecify;
    requires com.github.victools.jsonschema.generator;
    requires com.github.victools.jsonschema.module.jackson;
    requires jdk.httpserver;
    requires org.slf4j;
    requires tools.jackson.databind;

    exports dev.runcast.server;
}
