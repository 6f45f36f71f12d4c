package dev.runcast.server.internal.langgraph;

import dev.runcast.server.internal.core.Ids;
import dev.runcast.server.internal.core.JsonObject;
import dev.runcast.server.store.StoredThread;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which threads a client looks for, and in which order. Immutable.
 *
 * @param ids those that it may be, empty for any
 */
record ThreadQuery(
        Set<UUID> ids,
        JsonFilter metadata,
        JsonFilter values,
        Optional<String> status,
        Comparator<StoredThread> order) {
    static ThreadQuery of(JsonObject body) {
        return new ThreadQuery(
                body.strings("ids").orElse(List.of()).stream()
                        .map(id -> Ids.parse(List.of("body", "ids"), id))
                        .collect(Collectors.toSet()),
                JsonFilter.of(body, "metadata"),
                JsonFilter.of(body, "values"),
                body.choice("status", List.of("idle", "busy", "interrupted", "error")),
                order(body));
    }

    private static Comparator<StoredThread> order(JsonObject body) {
        String key = body.choice(
                        "sort_by", List.of("thread_id", "status", "created_at", "updated_at", "state_updated_at"))
                .orElse("updated_at");
        Comparator<StoredThread> order = switch (key) {
            case "thread_id" -> Comparator.comparing(thread -> thread.key().id().toString());
            case "status" -> Comparator.comparing(ThreadJson::status);
            case "created_at" -> Comparator.comparing(StoredThread::createdAt);
            case "state_updated_at" -> Comparator.comparing(ThreadJson::stateUpdatedAt);
            default -> Comparator.comparing(StoredThread::updatedAt);
        };
        boolean isAscending = body.choice("sort_order", List.of("asc", "desc"))
                .filter("asc"::equals)
                .isPresent();
        return isAscending ? order : order.reversed();
    }

    /** Returns those of some threads that are looked for, in order. */
    Stream<StoredThread> search(Collection<StoredThread> threads) {
        return threads.stream()
                .filter(thread -> ids.isEmpty() || ids.contains(thread.key().id()))
                .filter(thread -> status.map(ThreadJson.status(thread)::equals).orElse(true))
                .filter(thread -> metadata.matches(thread.metadata()))
                .filter(thread -> values.matches(ThreadJson.values(thread)))
                .sorted(order);
    }
}
