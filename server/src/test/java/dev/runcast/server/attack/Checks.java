package dev.runcast.server.attack;

import dev.runcast.server.RawClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** What attacks look at, and for how long. */
final class Checks {
    static final String INPUT = "{\"input\":\"tea\"}";

    /** How long most servers wait to read or write. */
    static final Duration TIMEOUT = Duration.ofSeconds(4);

    /** The longest that anybody else may wait, which is generous, since the attackers use the same machine. */
    static final Duration MAX_P99 = Duration.ofSeconds(10);

    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final Duration QUIET = Duration.ofSeconds(3);

    private Checks() {}

    /** Waits until there is no run, not even one of the good client, which pauses again and again. */
    static void awaitNoRuns(ServerProcess server) throws Exception {
        awaitAtMost(server::runs, 0, "the runs to be cancelled");
    }

    static void awaitAtMost(Callable<Long> number, long most, String what) throws Exception {
        long start = System.nanoTime();
        while (number.call() > most) {
            check(since(start).compareTo(PATIENCE) < 0, "Waited in vain for " + what + ": " + number.call());
            Thread.sleep(5);
        }
    }

    static void check(boolean isRight, String fault) {
        if (!isRight) {
            throw new AssertionError(fault);
        }
    }

    static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    static String seconds(long start) {
        return String.format(Locale.ROOT, "%.1f s", since(start).toMillis() / 1000.0);
    }

    static String millis(Duration time) {
        return String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6);
    }

    static String mega(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    static void close(List<RawClient> clients) throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
    }
}
