package dev.runcast.server;

import dev.runcast.server.attack.Attacked;
import java.io.PrintStream;

/** A server that is attacked, until its input ends. */
public final class AttackServer {
    private AttackServer() {}

    /**
     * Starts the server.
     *
     * @param arguments those of {@link Attacked#of}
     */
    public static void main(String[] arguments) throws Exception {
        PrintStream output = Attacked.output();
        Attacked attacked = Attacked.of(arguments);
        RunnableServer.Builder builder = RunnableServer.builder()
                .port(0)
                .limits(ServerLimits.builder()
                        .readTimeout(attacked.patience())
                        .writeTimeout(attacked.patience())
                        .heartbeat(Attacked.HEARTBEAT)
                        .maxRuns(Attacked.MAX_RUNS)
                        .maxKeptBytes(Attacked.MAX_KEPT_BYTES)
                        .build())
                .authenticator(Attacked.AUTHENTICATOR);
        attacked.runnables().forEach((name, runnable) -> builder.mount("/" + name, runnable));
        try (RunnableServer server = builder.start()) {
            Attacked.answer(output, server.uri(), server::activeRuns, server::connections);
        }
    }
}
