/**
 * How values become JSON and JSON becomes values.
 *
 * <p>Event streams, run trees and servers write the data of events and the inputs and outputs of runs as JSON, by a
 * {@link dev.runcast.runtime.json.JsonCodec}. What cannot be written becomes a note in its place, and fails nothing:
 *
 * <pre>{@code
 * JsonCodec json = JsonCodec.defaultCodec();
 * json.write(new Progress(1, 2, "searching")); // {"step":1,"total":2,"note":"searching"}
 * }</pre>
 */
@NullMarked
package dev.runcast.runtime.json;

import org.jspecify.annotations.NullMarked;
