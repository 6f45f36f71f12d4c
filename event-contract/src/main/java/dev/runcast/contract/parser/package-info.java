/** Reads contracts that were written before. */
@NullMarked
package dev.runcast.contract.parser;

import org.jspecify.annotations.NullMarked;
