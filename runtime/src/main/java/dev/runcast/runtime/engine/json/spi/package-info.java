/** What the codec gives to the library alone. */
@NullMarked
package dev.runcast.runtime.engine.json.spi;

import org.jspecify.annotations.NullMarked;
