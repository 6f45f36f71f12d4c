package org.springframework.cache.annotation;

/** Spring's annotation of methods whose results are cached. */
public @interface Cacheable {
  /** The cache. */
  String value() default "";

  /** The key, in SpEL. */
  String key() default "";

  /** The bean that makes keys. */
  String keyGenerator() default "";
}
