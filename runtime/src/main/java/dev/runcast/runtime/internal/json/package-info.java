/** How what the runtime itself writes as JSON is put together. */
@NullMarked
package dev.runcast.runtime.internal.json;

import org.jspecify.annotations.NullMarked;
