/** The runs that this server does and keeps in its store, and the ends of those of other servers. */
@NullMarked
package dev.runcast.server.internal.runs;

import org.jspecify.annotations.NullMarked;
