/** Runs, configs, callbacks, custom events, event streams and run trees. */
@SuppressWarnings("module") // The modules that read JSON envelopes are not there when this one is compiled.
module dev.runcast.runtime {
    requires transitive dev.runcast.annotations;
    requires static transitive org.jspecify;
    requires dev.failsafe.core;
    requires org.slf4j;
    requires tools.jackson.databind;

    exports dev.runcast.runtime;
    exports dev.runcast.runtime.callback;
    exports dev.runcast.runtime.codegen;
    exports dev.runcast.runtime.context;
    exports dev.runcast.runtime.engine.json to
            dev.runcast.langchain4j,
            dev.runcast.server,
            dev.runcast.spring.ai;
    exports dev.runcast.runtime.json;
    exports dev.runcast.runtime.stream;
    exports dev.runcast.runtime.tree;

    uses dev.runcast.runtime.ContextCarrier;
}
