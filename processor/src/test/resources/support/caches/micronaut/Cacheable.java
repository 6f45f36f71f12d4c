package io.micronaut.cache.annotation;

/** Micronaut's annotation of methods whose results are cached. */
public @interface Cacheable {
  /** The caches. */
  String[] value() default {};

  /** The names of the parameters that are the key. */
  String[] parameters() default {};
}
