/** A server but for the web server below it: all protocols, and what they share. For the JDK's server, and for those of frameworks. */
@NullMarked
package dev.runcast.server.internal.service;

import org.jspecify.annotations.NullMarked;
