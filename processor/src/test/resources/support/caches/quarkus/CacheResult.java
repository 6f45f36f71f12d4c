package io.quarkus.cache;

/** Quarkus's annotation of methods whose results are cached. */
public @interface CacheResult {
  /** The cache. */
  String cacheName();
}
