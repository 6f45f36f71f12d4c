/** A store of runs in Redis or Valkey. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // Lettuce
module dev.runcast.store.redis {
    requires transitive dev.runcast.server;
    requires transitive lettuce.core;
    requires static transitive org.jspecify;
    requires org.slf4j;

    exports dev.runcast.store.redis;
}
