package dev.runcast.server.internal.langgraph;

import dev.runcast.server.internal.core.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What becomes of a run whose thread has one already. */
enum MultitaskStrategy {
    /** It is refused. */
    REJECT,
    /** It waits until those before it have ended. */
    ENQUEUE,
    /** Those before it are cancelled. */
    INTERRUPT,
    /** Those before it are cancelled and forgotten. */
    ROLLBACK;

    private static final String MEMBER = "multitask_strategy";

    /** Reads that of a body, {@code reject} by default. */
    static MultitaskStrategy of(JsonObject body) {
        List<String> names =
                Arrays.stream(values()).map(MultitaskStrategy::wireName).toList();
        return body.choice(MEMBER, names)
                .map(name -> values()[names.indexOf(name)])
                .orElse(REJECT);
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns whether those before it are cancelled. */
    boolean cancelsOthers() {
        return this == INTERRUPT || this == ROLLBACK;
    }
}
