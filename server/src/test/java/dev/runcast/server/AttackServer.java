package dev.runcast.server;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * What is attacked. Prints where it is, and then a number for each line of its input: how many
 * {@code runs} go on, how many {@code connections} are open, how many bytes of {@code heap} are used. Serves until its input ends.
 */
public final class AttackServer {
    /** Leaves out the runnables whose runs do not end. */
    public static final String FINITE = "finite";

    private AttackServer() {}

    /**
     * Starts the server.
     *
     * @param arguments for how many milliseconds it waits to read or write, and {@link #FINITE} if all its runs are to end
     */
    public static void main(String[] arguments) throws Exception {
        PrintStream answers = System.out;
        System.setOut(System.err); // which is where the log goes
        Duration patience = Duration.ofMillis(Long.parseLong(arguments[0]));
        ServerLimits limits = ServerLimits.builder()
                .readTimeout(patience)
                .writeTimeout(patience)
                .heartbeat(Duration.ofMillis(500))
                .maxRuns(1500)
                .maxKeptBytes(16 * 1024 * 1024)
                .build();
        RunnableServer.Builder builder = RunnableServer.builder()
                .port(0)
                .limits(limits)
                .authenticator(request -> Optional.of(
                        request.header("X-User").map(ClientPrincipal::of).orElse(ClientPrincipal.anonymous())))
                .mount("/echo", echo());
        if (!List.of(arguments).contains(FINITE)) {
            builder.mount("/flood", flood(1_000)).mount("/big", flood(100_000)).mount("/wait", waiting());
        }
        try (RunnableServer server = builder.start()) {
            answers.println(server.uri());
            BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String question = questions.readLine(); question != null; question = questions.readLine()) {
                answers.println(answer(server, question));
            }
        }
    }

    private static long answer(RunnableServer server, String question) {
        return switch (question) {
            case "runs" -> server.activeRuns();
            case "connections" -> server.connections();
            case "heap" -> AbuseTest.usedHeap();
            default -> throw new IllegalArgumentException(question);
        };
    }

    private static TypedRunnable<Object, Object> echo() {
        return TypedRunnable.ofConfigured("echo", (Object any, RunnableConfig config) -> {
            CustomEvents.dispatch("heard", any, config);
            return any;
        });
    }

    private static TypedRunnable<Object, Object> flood(int characters) {
        return TypedRunnable.ofConfigured("flood", (Object any, RunnableConfig config) -> {
            while (!Thread.interrupted()) {
                CustomEvents.dispatch("flood", "x".repeat(characters), config);
            }
            throw new InterruptedException();
        });
    }

    private static TypedRunnable<Object, Object> waiting() {
        return TypedRunnable.of("wait", (Object any) -> {
            new CountDownLatch(1).await();
            return any;
        });
    }
}
