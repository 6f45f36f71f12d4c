package org.springframework.cache.annotation;

/** Spring's way to put several on a method. */
public @interface Caching {
  /** Reads. */
  Cacheable[] cacheable() default {};

  /** Removals. */
  CacheEvict[] evict() default {};
}
