/**
 * Runcast in Spring Boot: wrappers and handlers as beans, runnables served by Spring MVC, and event streams for controllers. Programs
 * use {@link dev.runcast.spring.RunEvents} and properties; the rest is found by Spring Boot.
 */
@NullMarked
package dev.runcast.spring;

import org.jspecify.annotations.NullMarked;
