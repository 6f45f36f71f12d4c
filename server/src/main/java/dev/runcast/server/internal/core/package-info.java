/** What every protocol needs: routes, mounted runnables, runs that end when nobody listens, streams of events, JSON. */
@NullMarked
package dev.runcast.server.internal.core;

import org.jspecify.annotations.NullMarked;
