/**
 * Serves runnables over HTTP and server-sent events.
 *
 * <p>Start with {@link dev.runcast.server.RunnableServer}.
 */
@NullMarked
package dev.runcast.server;

import org.jspecify.annotations.NullMarked;
