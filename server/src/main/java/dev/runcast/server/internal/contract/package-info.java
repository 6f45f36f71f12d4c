/** The contract of events. */
@NullMarked
package dev.runcast.server.internal.contract;

import org.jspecify.annotations.NullMarked;
