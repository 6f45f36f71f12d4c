/** How runs work inside. Not exported: nothing here is for users. */
@NullMarked
package dev.runcast.runtime.internal;

import org.jspecify.annotations.NullMarked;
