package org.springframework.cache.annotation;

/** Spring's annotation of methods that remove an entry. */
public @interface CacheEvict {
  /** The cache. */
  String value() default "";

  /** The key, in SpEL. */
  String key() default "";

  /** Whether no key is needed. */
  boolean allEntries() default false;
}
