package dev.runcast.server.internal.langgraph;

import dev.runcast.server.internal.core.HttpError;
import dev.runcast.server.internal.core.Ids;
import dev.runcast.server.internal.core.JsonObject;
import dev.runcast.server.store.ThreadState;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The state of a thread that a client names. Immutable.
 *
 * @param runId the id of the run that made it, empty for the latest
 */
record CheckpointId(Optional<UUID> runId) {
    static final CheckpointId LATEST = new CheckpointId(Optional.empty());

    /** Reads the text of an id. */
    static CheckpointId of(List<String> place, String text) {
        return new CheckpointId(Optional.of(Ids.parse(place, text)));
    }

    /** Reads a member of a body: an object as clients get it, or an id. If it is missing, it is the latest. */
    static CheckpointId of(JsonObject body, String member, UUID threadId) {
        if (!body.isObject(member)) {
            return body.string(member)
                    .map(text -> of(List.of("body", member), text))
                    .orElse(LATEST);
        }
        JsonObject checkpoint =
                LangGraphRequests.CHECKPOINT.check(body.object(member).orElseThrow());
        checkpoint
                .string("thread_id")
                .filter(id -> !id.equals(threadId.toString()))
                .ifPresent(other -> {
                    throw checkpoint.invalid("thread_id", "value_error", "It is not that of the path. Leave it out.");
                });
        checkpoint.string("checkpoint_ns").filter(name -> !name.isEmpty()).ifPresent(name -> {
            throw HttpError.of(404, "The thread has no states of subgraphs. Leave checkpoint_ns out.");
        });
        return new CheckpointId(checkpoint
                .string("checkpoint_id")
                .map(text -> Ids.parse(List.of("body", member, "checkpoint_id"), text)));
    }

    /** Returns whether this is the id of a state. */
    boolean isOf(ThreadState state) {
        return runId.filter(state.run()::equals).isPresent();
    }

    /** Returns whether a state came before the one of this id, as ids of runs tell, or whether this is the latest. */
    boolean isAfter(ThreadState state) {
        return runId.map(id -> state.run().toString().compareTo(id.toString()) < 0)
                .orElse(true);
    }
}
