/** How values become JSON and JSON becomes values. */
@NullMarked
package dev.runcast.runtime.json;

import org.jspecify.annotations.NullMarked;
