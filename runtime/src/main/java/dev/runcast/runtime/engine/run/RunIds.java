package dev.runcast.runtime.engine.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The id of a run and those of the runs above it. What is written for each event is made once. */
final class RunIds {
    private final UUID id;
    private final @Nullable ActiveRun parent;
    private volatile @Nullable List<UUID> parentIds;
    private volatile @Nullable String json;
    private volatile @Nullable String parentIdsJson;

    RunIds(UUID id, @Nullable ActiveRun parent) {
        this.id = id;
        this.parent = parent;
    }

    UUID id() {
        return id;
    }

    /** Returns the id as JSON. */
    String json() {
        String existing = json;
        if (existing == null) {
            existing = "\"" + id + "\"";
            json = existing;
        }
        return existing;
    }

    /** Returns the ids of all runs above, the root first. */
    List<UUID> parentIds() {
        List<UUID> existing = parentIds;
        if (existing == null) {
            List<UUID> ids = new ArrayList<>();
            for (ActiveRun above = parent; above != null; above = above.parentOrNull()) {
                ids.add(above.id());
            }
            Collections.reverse(ids);
            existing = List.copyOf(ids);
            parentIds = existing;
        }
        return existing;
    }

    /** Returns the ids of all runs above as JSON. */
    String parentIdsJson() {
        String existing = parentIdsJson;
        if (existing == null) {
            StringBuilder array = new StringBuilder("[");
            for (UUID above : parentIds()) {
                array.append(array.length() == 1 ? "\"" : ",\"").append(above).append('"');
            }
            existing = array.append(']').toString();
            parentIdsJson = existing;
        }
        return existing;
    }
}
