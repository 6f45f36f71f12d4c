package org.springframework.web.bind.annotation;

/** Spring's annotation of methods that answer requests. */
public @interface RequestMapping {}
