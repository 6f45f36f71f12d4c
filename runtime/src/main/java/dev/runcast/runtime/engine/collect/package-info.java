/** How tags and metadata are put together. Below every other package: it knows none of them. */
@NullMarked
package dev.runcast.runtime.engine.collect;

import org.jspecify.annotations.NullMarked;
