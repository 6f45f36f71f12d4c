/** A program as users of Spring Boot write it. */
package dev.runcast.spring.app;
