/**
 * Runcast in Spring Boot: wrappers and handlers as beans, runnables served by Spring MVC, and event streams for controllers. Use
 * {@link dev.runcast.spring.RunEvents} and the properties. Spring Boot configures the rest.
 */
@NullMarked
package dev.runcast.spring;

import org.jspecify.annotations.NullMarked;
