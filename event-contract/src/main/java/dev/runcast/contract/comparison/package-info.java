/** What an earlier contract promised and a new one does not keep. */
@NullMarked
package dev.runcast.contract.comparison;

import org.jspecify.annotations.NullMarked;
