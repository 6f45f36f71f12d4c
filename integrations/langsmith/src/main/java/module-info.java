/** Posts runs and their custom events to LangSmith. */
module dev.runcast.langsmith {
    requires transitive dev.runcast.runtime;
    requires java.net.http;
    requires static transitive org.jspecify;
    requires org.slf4j;

    exports dev.runcast.langsmith;
}
