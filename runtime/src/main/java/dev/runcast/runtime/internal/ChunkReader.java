package dev.runcast.runtime.internal;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A consumer of chunks that may go before it has had all of them. */
interface ChunkReader<T extends @Nullable Object> extends Consumer<T> {
    /** Returns whether there is no use in more chunks. */
    boolean isGone();
}
