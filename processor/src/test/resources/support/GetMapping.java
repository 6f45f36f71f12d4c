package org.springframework.web.bind.annotation;

/** Spring's short form of it. */
@RequestMapping
public @interface GetMapping {
  /** The path. */
  String value() default "";
}
