/** How what the runtime itself writes as JSON is put together. */
@NullMarked
package dev.runcast.runtime.engine.json;

import org.jspecify.annotations.NullMarked;
