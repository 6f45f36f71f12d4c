package dev.runcast.testkit.junit;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** What handlers may be given. */
final class Shapes {
    private Shapes() {}

    private record Payload(int step, @Nullable String note, List<Integer> parts) {}

    /** Returns values as programs have them. */
    static List<@Nullable Object> values() {
        Map<@Nullable Object, @Nullable Object> withNulls = new HashMap<>();
        withNulls.put(null, null);
        withNulls.put(1, null);
        return Arrays.asList(
                null,
                "text",
                "",
                "x".repeat(100_000),
                42,
                Double.NaN,
                true,
                'c',
                new int[] {1, 2},
                new Object[] {null, "a"},
                List.of(),
                Arrays.asList(1, null),
                Map.of("key", List.of(Map.of())),
                withNulls,
                Optional.empty(),
                Instant.EPOCH,
                new Payload(1, null, List.of(2)),
                new Object(),
                Payload.class,
                new IOException("a value"));
    }

    /** Returns names and texts that something may stumble over. */
    static List<String> texts() {
        return List.of(
                " ",
                "a b",
                "ü/日本 \uD83D\uDE00",
                "\"quoted\" \\ {} %s $1",
                "line\nbreak\ttab\0",
                "\uD83D",
                "x".repeat(10_000));
    }

    /** Returns errors that runs may fail with. */
    static List<Throwable> errors() {
        IOException circular = new IOException("outer");
        circular.initCause(new IllegalStateException(circular));
        return List.of(
                new IllegalStateException("broken"),
                new IllegalStateException(),
                new IOException("checked", new RuntimeException()),
                circular,
                new AssertionError("an error"),
                new StackOverflowError(),
                new CancellationException(),
                new InterruptedException("interrupted"),
                new RuntimeException("no stack trace", null, false, false) {
                    private static final long serialVersionUID = 1L;
                });
    }

    /** Returns values that do not do what values do. */
    static List<@Nullable Object> unshowable() {
        List<Object> endless = new ArrayList<>();
        endless.add(List.of(endless));
        return List.of(endless, new Broken());
    }

    /** Fails at whatever it is asked. */
    private static final class Broken {
        @SuppressWarnings({"unused", "EffectivelyPrivate", "DoNotCallSuggester"}) // Writers of JSON call it.
        public String getValue() {
            throw new IllegalStateException("no value");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("no text");
        }

        @Override
        public boolean equals(@Nullable Object other) {
            throw new IllegalStateException("no equality");
        }

        @Override
        public int hashCode() {
            throw new IllegalStateException("no hash code");
        }
    }
}
