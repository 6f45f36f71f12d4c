package dev.runcast.runtime;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The input of a runnable with several parameters. The annotation processor generates a record that implements it; handlers
 * and event streams see its map.
 *
 * @since 0.1
 */
public interface RunInput {
    /** Returns the parameters' values by name, in the order of the parameters. Values may be null. */
    Map<String, @Nullable Object> toMap();
}
