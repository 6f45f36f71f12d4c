/**
 * Where a server keeps runs, their events and the threads that they belong to. {@link dev.runcast.server.store.RunStore} is for authors of
 * stores; those who use a server choose one.
 */
@NullMarked
package dev.runcast.server.store;

import org.jspecify.annotations.NullMarked;
