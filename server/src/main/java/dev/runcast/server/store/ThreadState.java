package dev.runcast.server.store;

import java.time.Instant;
import java.util.UUID;

/**
 * What a run left in its thread. Immutable.
 *
 * @param run the id of the run
 * @param runnable the name of the runnable
 * @param metadata of the run, an object of JSON
 * @param values what it left, an object of JSON
 * @param createdAt when it ended
 * @since 0.1
 */
public record ThreadState(UUID run, String runnable, String metadata, String values, Instant createdAt) {}
