package javax.cache.annotation;

/** JSR 107's annotation of the parameters that are the key. */
public @interface CacheKey {}
