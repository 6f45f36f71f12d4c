/** The seam, implemented by the web server of the JDK. */
@NullMarked
package dev.runcast.server.internal.jdk;

import org.jspecify.annotations.NullMarked;
