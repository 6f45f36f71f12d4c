/** The contract as JSON and as TypeScript. */
@NullMarked
package dev.runcast.processor.contract.render;

import org.jspecify.annotations.NullMarked;
