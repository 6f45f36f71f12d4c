package org.springframework.cache.annotation;

/** Spring's settings for all methods of a type. */
public @interface CacheConfig {
  /** The bean that makes keys. */
  String keyGenerator() default "";
}
