/** Whether the contract keeps what an earlier one promised. */
@NullMarked
package dev.runcast.processor.contract.validation;

import org.jspecify.annotations.NullMarked;
