package dev.runcast.runtime.engine.run;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What bodies return that promise a stage, a stream or a publisher, and may still return null. */
public final class Results {
    private Results() {}

    /** Returns a stage that is there. */
    public static <T extends CompletionStage<?>> T nonNull(@Nullable T stage, ActiveRun run) {
        return nonNull(stage, "asynchronous", run, "a stage, such as an already completed one");
    }

    /** Returns a stage that is there, or one that has failed since it is not. */
    public static <T extends @Nullable Object> CompletionStage<T> orFailed(
            @Nullable CompletionStage<T> stage, ActiveRun run) {
        try {
            return nonNull(stage, run);
        } catch (NullPointerException missing) {
            return CompletableFuture.failedFuture(missing);
        }
    }

    /** Returns a stream that is there. */
    public static <T extends Stream<?>> T nonNull(@Nullable T stream, ActiveRun run) {
        return nonNull(stream, "streaming", run, "a stream, such as Stream.empty()");
    }

    /** Returns a publisher that is there. */
    public static <T extends Flow.Publisher<?>> T nonNull(@Nullable T publisher, ActiveRun run) {
        return nonNull(publisher, "publishing", run, "a publisher, such as an empty one");
    }

    private static <T> T nonNull(@Nullable T result, String kind, ActiveRun run, String remedy) {
        if (result == null) {
            throw new NullPointerException(
                    "The " + kind + " run \"" + run.name() + "\" returned null. Return " + remedy + ".");
        }
        return result;
    }
}
