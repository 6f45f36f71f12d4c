package dev.runcast.runtime;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.engine.run.UuidV7;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a runnable: what it is called, when it started and which run it is part of. The current run of a thread is
 * {@code RunContext.currentRun()}.
 *
 * <p>A run never changes and may be read from any thread, also after it has ended. Two runs are equal only when they are the
 * same run. Runcast alone implements this interface.
 *
 * @since 0.1
 */
public interface Run {
    /**
     * Returns an id for a run that has not started, a UUIDv7 of this moment. It is for {@link RunnableConfig.Builder#runId}, where the id has
     * to be known before.
     */
    static UUID newId() {
        return UuidV7.at(Instant.now());
    }

    /** Returns the id, a UUIDv7 whose time is the {@linkplain #startTime start} of the run, unless the config named another. */
    UUID id();

    /** Returns the run that this one is part of, or nothing for a root run. */
    Optional<Run> parent();

    /** Returns the id of the run that this one is part of, or nothing for a root run. */
    Optional<UUID> parentId();

    /** Returns the ids of all runs that this one is part of, the root first, the parent last. Unmodifiable. */
    List<UUID> parentIds();

    /** Returns the config's run name, else the name of the runnable. */
    String name();

    /** Returns what kind of work the run does. */
    RunType type();

    /** Returns what the runnable is whose run this is. Its name is not that of the run if the config gave another. */
    RunnableDescriptor descriptor();

    /** Returns the tags, inherited ones first. Unmodifiable, without duplicates. */
    List<String> tags();

    /** Returns the metadata, inherited entries first. Unmodifiable. */
    Map<String, @Nullable Object> metadata();

    /**
     * Returns when the run started. Where nobody wanted to know that then, because nobody listens or all handlers
     * {@linkplain dev.runcast.runtime.callback.CallbackHandler#ignoresTimes ignore times}, it is the time of the first question, and
     * not before the start of the parent.
     */
    Instant startTime();
}
