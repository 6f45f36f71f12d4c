/** The AG-UI protocol, which front ends speak with agents. */
@NullMarked
package dev.runcast.server.internal.agui;

import org.jspecify.annotations.NullMarked;
