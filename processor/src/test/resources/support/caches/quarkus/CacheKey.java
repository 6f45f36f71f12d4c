package io.quarkus.cache;

/** Quarkus's annotation of the parameters that are the key. */
public @interface CacheKey {}
