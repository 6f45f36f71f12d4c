package dev.runcast.examples.cli;

import dev.runcast.runtime.TypedRunnable;
import dev.runcast.server.RunnableServer;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;

/** Serves the demos to LangChain's clients, to curl, and to whoever else speaks their protocol. */
final class Serve {
    private static final int DEFAULT_PORT = 8000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Serve() {}

    /** Starts the server that the command line asks for, and prints where it is. */
    static RunnableServer start(PrintStream out, String... arguments) {
        RunnableServer.Builder builder = RunnableServer.builder().port(port(arguments));
        for (TypedRunnable<?, ?> demo : Demos.all()) {
            builder.mount("/" + demo.descriptor().name(), demo);
        }
        RunnableServer server;
        try {
            server = builder.start();
        } catch (IOException failure) {
            throw new UsageException(String.valueOf(failure.getMessage()));
        }
        out.println("Serving at " + server.uri() + " until this is ended by Ctrl+C. Try it:");
        out.println("curl -N " + server.uri()
                + "/foo/stream_events -H 'Content-Type: application/json' -d '{\"input\": \"hello world\"}'");
        return server;
    }

    /** Lets the server serve until the process is ended, and its runs end then. */
    static void untilTheEnd(RunnableServer server) {
        Thread end = new Thread(() -> server.stop(PATIENCE), "stop");
        Runtime.getRuntime().addShutdownHook(end);
        try {
            Thread.currentThread().join(); // which never ends by itself
        } catch (InterruptedException interrupted) {
            Runtime.getRuntime().removeShutdownHook(end);
            server.close();
        }
    }

    private static int port(String... arguments) {
        if (arguments.length == 1) {
            return DEFAULT_PORT;
        }
        if (arguments.length == 3 && arguments[1].equals("--port") && arguments[2].matches("\\d{1,5}")) {
            int port = Integer.parseInt(arguments[2]);
            if (port <= 65535) {
                return port;
            }
        }
        throw new UsageException("Write: serve [--port N], where N is 1 to 65535, or 0 for a port that is free.");
    }
}
