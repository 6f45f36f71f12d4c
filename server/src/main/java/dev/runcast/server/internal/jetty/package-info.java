/** The web server that receives requests where the program has none: Jetty. */
@NullMarked
package dev.runcast.server.internal.jetty;

import org.jspecify.annotations.NullMarked;
