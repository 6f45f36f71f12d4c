package dev.runcast.server.attack;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.server.Authenticator;
import dev.runcast.server.ClientPrincipal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;

/**
 * What is attacked, but for the web server. Compiled with the tests of the server, and with those of Spring Boot.
 *
 * @param patience how long it waits to read or write
 * @param isFinite whether all its runs end
 */
public record Attacked(Duration patience, boolean isFinite) {
    /** Leaves out the runnables whose runs do not end. */
    public static final String FINITE = "finite";

    /** How often a stream says that it is alive. */
    public static final Duration HEARTBEAT = Duration.ofMillis(500);

    public static final int MAX_RUNS = 1500;
    public static final int MAX_KEPT_BYTES = 16 * 1024 * 1024;

    /** Takes the header {@code X-User} for the user. */
    public static final Authenticator AUTHENTICATOR = request ->
            Optional.of(request.header("X-User").map(ClientPrincipal::of).orElse(ClientPrincipal.anonymous()));

    /**
     * Reads the arguments of a program.
     *
     * @param arguments for how many milliseconds it waits to read or write, and perhaps {@link #FINITE}
     */
    public static Attacked of(String... arguments) {
        return new Attacked(
                Duration.ofMillis(Long.parseLong(arguments[0])),
                List.of(arguments).contains(FINITE));
    }

    /** Returns the runnables by their names. */
    public Map<String, TypedRunnable<Object, Object>> runnables() {
        Map<String, TypedRunnable<Object, Object>> runnables = new HashMap<>();
        runnables.put("echo", TypedRunnable.ofConfigured("echo", (Object any, RunnableConfig config) -> {
            CustomEvents.dispatch("heard", any, config);
            return any;
        }));
        if (!isFinite) {
            runnables.put("flood", flood(1_000));
            runnables.put("big", flood(100_000));
            runnables.put("wait", TypedRunnable.of("wait", (Object any) -> {
                new CountDownLatch(1).await();
                return any;
            }));
        }
        return runnables;
    }

    private static TypedRunnable<Object, Object> flood(int characters) {
        return TypedRunnable.ofConfigured("flood", (Object any, RunnableConfig config) -> {
            while (!Thread.interrupted()) {
                CustomEvents.dispatch("flood", "x".repeat(characters), config);
            }
            throw new InterruptedException();
        });
    }

    /** Has the standard output for {@link #answer} alone: what else is printed, such as the log, goes to the standard error. */
    public static PrintStream output() {
        PrintStream output = System.out;
        System.setOut(System.err);
        return output;
    }

    /**
     * Prints where the server is, and then a number for each line of the standard input, until that ends: how many {@code runs} go on, how
     * many {@code connections} are open, how many bytes of {@code heap} are used.
     */
    public static void answer(PrintStream output, Object address, LongSupplier runs, LongSupplier connections)
            throws IOException {
        output.println(address);
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String question = questions.readLine(); question != null; question = questions.readLine()) {
            output.println(
                    switch (question) {
                        case "runs" -> runs.getAsLong();
                        case "connections" -> connections.getAsLong();
                        case "heap" -> usedHeap();
                        default -> throw new IllegalArgumentException(question);
                    });
        }
    }

    /** Returns what is used after a collection that surely happened. */
    public static long usedHeap() {
        WeakReference<Object> canary = new WeakReference<>(new Object());
        while (canary.get() != null) {
            System.gc();
        }
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
