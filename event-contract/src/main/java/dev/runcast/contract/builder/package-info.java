/** Makes the contract from declared events and the types of their data. */
@NullMarked
package dev.runcast.contract.builder;

import org.jspecify.annotations.NullMarked;
