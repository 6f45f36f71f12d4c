/** Runnables served over HTTP and server-sent events. */
@SuppressWarnings({"module", "requires-automatic"
}) // The module of Spring Boot's integration is not there when this one is compiled.
module dev.runcast.server {
    requires transitive dev.runcast.runtime;
    requires static transitive org.jspecify;
    requires com.github.victools.jsonschema.generator;
    requires com.github.victools.jsonschema.module.jackson;
    requires io.github.bucket4j.core;
    requires org.eclipse.jetty.alpn.server;
    requires org.eclipse.jetty.http2.server;
    requires org.eclipse.jetty.server;
    requires org.slf4j;
    requires tools.jackson.databind;

    exports dev.runcast.server;
    exports dev.runcast.server.store;
    exports dev.runcast.server.internal.http to
            dev.runcast.spring;
    exports dev.runcast.server.internal.service to
            dev.runcast.spring;
}
