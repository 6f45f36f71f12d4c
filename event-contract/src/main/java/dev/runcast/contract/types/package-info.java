/** Payload types as Jackson sees them: generics and nullness resolved, and the fields of each. */
@NullMarked
package dev.runcast.contract.types;

import org.jspecify.annotations.NullMarked;
