package dev.runcast.examples.cli;

import dev.runcast.runtime.TypedRunnable;
import dev.runcast.server.RunnableServer;
import dev.runcast.server.ServerLimits;
import dev.runcast.server.store.RunStore;
import dev.runcast.store.jdbc.JdbcRunStore;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteDataSource;

/** Serves the demos to LangChain's clients, to curl, and to whoever else speaks their protocol. */
final class Serve implements AutoCloseable {
    private static final int DEFAULT_PORT = 8000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String USAGE = "Write: serve [--port N] [--store FILE], where N is 1 to 65535, or 0 for a port"
            + " that is free, and FILE is to keep the runs.";

    private final RunStore store;
    private final RunnableServer server;

    private Serve(RunStore store, RunnableServer server) {
        this.store = store;
        this.server = server;
    }

    /** Starts the server that the command line asks for, and prints where it is. */
    static Serve start(PrintStream out, String... arguments) {
        Options options = Options.of(arguments);
        RunStore store = options.store == null ? RunStore.inMemory(ServerLimits.defaults()) : inFile(options.store);
        RunnableServer.Builder builder =
                RunnableServer.builder().port(options.port).store(store);
        for (TypedRunnable<?, ?> demo : Demos.all()) {
            builder.mount("/" + demo.descriptor().name(), demo);
        }
        RunnableServer server;
        try {
            server = builder.start();
        } catch (IOException failure) {
            store.close();
            throw new UsageException(String.valueOf(failure.getMessage()));
        }
        out.println("Serving at " + server.uri() + " until this is ended by Ctrl+C. Try it:");
        out.println("curl -N " + server.uri()
                + "/foo/stream_events -H 'Content-Type: application/json' -d '{\"input\": \"hello world\"}'");
        return new Serve(store, server);
    }

    /** Returns what keeps runs in a file, so that they are there when the server is started again. */
    private static RunStore inFile(String file) {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file);
        return JdbcRunStore.builder(source).build();
    }

    /** Returns where the server is. */
    URI uri() {
        return server.uri();
    }

    /** Lets the server serve until the process is ended, and its runs end then. */
    void untilTheEnd() {
        Thread end = new Thread(this::close, "stop");
        Runtime.getRuntime().addShutdownHook(end);
        try {
            Thread.currentThread().join(); // which never ends by itself
        } catch (InterruptedException interrupted) {
            Runtime.getRuntime().removeShutdownHook(end);
            close();
        }
    }

    @Override
    public void close() {
        server.stop(PATIENCE);
        store.close();
    }

    /** What the command line says. */
    private record Options(int port, @Nullable String store) {
        static Options of(String... arguments) {
            int port = DEFAULT_PORT;
            String store = null;
            for (int i = 1; i < arguments.length; i += 2) {
                String value = i + 1 < arguments.length ? arguments[i + 1] : "";
                if (arguments[i].equals("--port")) {
                    port = port(value);
                } else if (arguments[i].equals("--store") && !value.isEmpty()) {
                    store = value;
                } else {
                    throw new UsageException(USAGE);
                }
            }
            return new Options(port, store);
        }

        private static int port(String text) {
            int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : -1;
            if (port < 0 || port > 65535) {
                throw new UsageException(USAGE);
            }
            return port;
        }
    }
}
