package dev.runcast.runtime.engine.stream;

import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.engine.run.ActiveRun;
import dev.runcast.runtime.json.JsonCodec;
import dev.runcast.runtime.stream.StreamEvent;
import org.jspecify.annotations.Nullable;

/** The one implementation of {@link StreamEvent}. */
record StreamedEvent(
        Kind kind, RunEvent source, @Nullable Object data, long sequence, boolean isRoot, RunMembers runMembers)
        implements StreamEvent {
    @Override
    public String toJson() {
        return toJson(((ActiveRun) run()).childConfig().codec().orElseGet(JsonCodec::defaultCodec));
    }

    @Override
    public String toJson(JsonCodec codec) {
        return new StreamEventJson(codec, runMembers).write(this);
    }

    /** Events are the same if they are one. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    /** Returns the kind, the name and the data. */
    @Override
    public String toString() {
        return event() + " " + name() + " " + data;
    }
}
