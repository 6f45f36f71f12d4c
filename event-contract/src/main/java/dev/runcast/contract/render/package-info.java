/** The contract as JSON and as TypeScript. */
@NullMarked
package dev.runcast.contract.render;

import org.jspecify.annotations.NullMarked;
