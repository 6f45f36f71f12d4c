/** The events of a run as a stream, in the v2 format of LangChain's {@code astream_events}. */
@NullMarked
package dev.runcast.runtime.stream;

import org.jspecify.annotations.NullMarked;
