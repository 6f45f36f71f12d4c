package dev.runcast.store.redis;

import dev.runcast.server.store.RunEnd;
import dev.runcast.server.store.RunStatus;
import dev.runcast.server.store.StoredRun;
import dev.runcast.server.store.StoredThread;
import dev.runcast.server.store.ThreadKey;
import dev.runcast.server.store.ThreadState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The fields of a hash, as scripts return them: names and values in turn. */
final class Fields {
    private final Map<String, String> values = new HashMap<>();

    Fields(List<?> namesAndValues) {
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            values.put((String) namesAndValues.get(i), (String) namesAndValues.get(i + 1));
        }
    }

    private String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("There is no " + name + " in " + values.keySet() + ".");
        }
        return value;
    }

    private @Nullable String optional(String name) {
        return values.get(name);
    }

    private boolean is(String name) {
        return text(name).equals("1");
    }

    private Instant time(String name) {
        return Instant.ofEpochMilli(Long.parseLong(text(name)));
    }

    StoredRun run() {
        RunStatus status = RunStatus.valueOf(text("status"));
        return new StoredRun(
                UUID.fromString(text("id")),
                new ThreadKey(text("owner"), UUID.fromString(text("thread"))),
                text("runnable"),
                text("metadata"),
                text("attributes"),
                optional("request"),
                status,
                status.isEnd() ? new RunEnd(status, text("result"), optional("state")) : null,
                Long.parseLong(text("epoch")),
                Long.parseLong(text("last")),
                time("createdAt"),
                time("updatedAt"));
    }

    StoredThread thread() {
        return new StoredThread(
                new ThreadKey(text("owner"), UUID.fromString(text("id"))),
                text("metadata"),
                is("isOfOneRun"),
                is("isBusy"),
                is("hasFailed"),
                state(),
                time("createdAt"),
                time("updatedAt"));
    }

    private @Nullable ThreadState state() {
        String run = optional("stateRun");
        return run == null
                ? null
                : new ThreadState(
                        UUID.fromString(run),
                        text("stateRunnable"),
                        text("stateMetadata"),
                        text("stateValues"),
                        time("stateAt"));
    }
}
