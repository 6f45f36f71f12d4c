/** A store of runs in Redis or Valkey. */
@NullMarked
package dev.runcast.store.redis;

import org.jspecify.annotations.NullMarked;
