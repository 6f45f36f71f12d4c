package javax.cache.annotation;

/** JSR 107's annotation of methods whose results are cached. */
public @interface CacheResult {
  /** The cache. */
  String cacheName() default "";
}
