/** Runs as trees, for tests, logs and a look at what happened. */
@NullMarked
package dev.runcast.runtime.tree;

import org.jspecify.annotations.NullMarked;
