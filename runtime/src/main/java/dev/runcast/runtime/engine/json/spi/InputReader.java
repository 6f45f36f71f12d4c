package dev.runcast.runtime.engine.json.spi;

import dev.runcast.runtime.engine.json.InputFault;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Reads what strangers send. The codecs of Runcast do, and users do not see it. */
public interface InputReader {
    /**
     * Returns the value that the JSON stands for, if it says exactly that: numbers are not read as strings or the other way round, and
     * members that the type does not know are faults.
     *
     * @throws IllegalArgumentException if the text is not JSON or does not fit the type
     */
    @Nullable
    Object readInput(String json, Type type);

    /**
     * Returns what to tell the stranger of a failed attempt to read.
     *
     * @param failure of this codec or another one
     * @throws IllegalArgumentException if the fault is the program's: the failure itself
     */
    InputFault fault(String json, IllegalArgumentException failure);
}
