package dev.runcast.server.attack;

import dev.runcast.server.RawClient;
import dev.runcast.server.RawHttp2Client;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A server in a process of its own, which tells how it is. */
final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final Path log;
    private final PrintWriter questions;
    private final BufferedReader answers;
    private final URI uri;

    private ServerProcess(List<String> command, Path log) throws IOException {
        this.log = log;
        this.process = new ProcessBuilder(command).redirectError(log.toFile()).start();
        this.questions = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        String address = answers.readLine();
        if (address == null) {
            throw new IOException("The server did not start: " + log());
        }
        this.uri = URI.create(address);
    }

    /**
     * Starts a server with a heap of 512 MB.
     *
     * @param patience how long it waits to read or write
     */
    static ServerProcess start(Adapter adapter, Path log, Duration patience) throws IOException {
        return new ServerProcess(command(adapter, patience), log);
    }

    /** Starts a server whose runs all end. */
    static ServerProcess startFinite(Adapter adapter, Path log, Duration patience) throws IOException {
        List<String> command = new ArrayList<>(command(adapter, patience));
        command.add(Attacked.FINITE);
        return new ServerProcess(command, log);
    }

    /** Starts a server that may have few files open. */
    static ServerProcess startWithFewFiles(Adapter adapter, Path log, Duration patience, int files) throws IOException {
        List<String> command = new ArrayList<>(List.of("bash", "-c", "ulimit -n " + files + "; exec \"$@\"", "bash"));
        command.addAll(command(adapter, patience));
        return new ServerProcess(command, log);
    }

    private static List<String> command(Adapter adapter, Duration patience) {
        return javaCommand("-Xmx512m", adapter.program(), Long.toString(patience.toMillis()));
    }

    /** Returns a command that starts Java with the class path of this process. */
    static List<String> javaCommand(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(arguments));
        return command;
    }

    URI uri() {
        return uri;
    }

    /** Returns where a path such as {@code /echo/invoke} is. */
    String path(String ofService) {
        return uri.getPath() + ofService;
    }

    /** Connects a client to the server. */
    RawClient connect() throws IOException {
        return new RawClient(uri);
    }

    /** Connects a client of HTTP/2 to the server. */
    RawHttp2Client connectByHttp2() throws IOException {
        return new RawHttp2Client(uri.getHost(), uri.getPort());
    }

    /** Returns how many runs go on. */
    long runs() throws IOException {
        return ask("runs");
    }

    /** Returns how many connections are open. */
    long connections() throws IOException {
        return ask("connections");
    }

    /** Returns how many bytes of the heap are used after a collection. */
    long heap() throws IOException {
        return ask("heap");
    }

    private synchronized long ask(String question) throws IOException {
        questions.println(question);
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("The server has ended: " + log());
        }
        return Long.parseLong(answer);
    }

    /** Returns for how long the server has used a core so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** Returns what the server has logged. */
    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() throws IOException {
        questions.close();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
