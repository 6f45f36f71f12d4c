package dev.runcast.server.attack;

import static dev.runcast.server.attack.Checks.INPUT;
import static dev.runcast.server.attack.Checks.PATIENCE;
import static dev.runcast.server.attack.Checks.TIMEOUT;
import static dev.runcast.server.attack.Checks.awaitAtMost;
import static dev.runcast.server.attack.Checks.awaitNoRuns;
import static dev.runcast.server.attack.Checks.check;
import static dev.runcast.server.attack.Checks.close;
import static dev.runcast.server.attack.Checks.seconds;
import static dev.runcast.server.attack.Checks.since;

import dev.runcast.server.RawClient;
import dev.runcast.server.RawHttp2Client;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Clients that do not send, or do not read. */
final class SlowClients {
    private SlowClients() {}

    /** Requests that begin, in three ways, and do not go on. */
    static String halfRequests(ServerProcess server) throws Exception {
        List<String> beginnings = List.of(
                "POST /x",
                "POST " + server.path("/echo/invoke") + " HTTP/1.1\r\nHost: local",
                "POST " + server.path("/echo/invoke")
                        + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n{\"in");
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            clients.add(server.connect().send(beginnings.get(i % beginnings.size())));
        }
        long sent = System.nanoTime();
        for (RawClient client : clients) {
            awaitEnd(client);
        }
        return "dropped, the last " + seconds(sent) + " after it was sent";
    }

    /** Requests that never end, of which a byte comes each 100 ms. */
    static String slowRequests(ServerProcess server) throws Exception {
        List<RawClient> open = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            open.add(server.connect().send("POST /echo/invoke HTTP/1.1\r\nX: "));
        }
        long begun = System.nanoTime();
        while (!open.isEmpty()) {
            check(since(begun).compareTo(TIMEOUT.plus(PATIENCE)) < 0, open.size() + " clients are still connected.");
            open.removeIf(client -> !sends(client, "x"));
            Thread.sleep(100);
        }
        return "dropped, the last after " + seconds(begun);
    }

    /** Streams of which no client reads anything. */
    static String unreadStreams(ServerProcess server) throws Exception {
        return unread(server, 1000, "/flood/stream_events");
    }

    private static String unread(ServerProcess server, int count, String path) throws Exception {
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clients.add(server.connect().post(path, INPUT));
        }
        long sent = System.nanoTime();
        awaitNoRuns(server);
        String outcome = "cancelled, the last " + seconds(sent) + " after it was asked for";
        close(clients);
        return outcome;
    }

    /** Streams of large events of which no client reads anything. */
    static String unreadBigStreams(ServerProcess server) throws Exception {
        return unread(server, 256, "/big/stream_events");
    }

    /** Streams on few connections: one half may not be sent anything, and the other half are not read. */
    static String unreadHttp2Streams(ServerProcess server) throws Exception {
        List<RawHttp2Client> clients = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            RawHttp2Client client = server.connectByHttp2();
            client.initialWindow(i % 2 == 0 ? 0 : 100_000_000).window(0, 1_000_000_000);
            for (int stream = 1; stream < 200; stream += 2) {
                client.post(stream, "/flood/stream_events", INPUT);
            }
            clients.add(client);
        }
        long sent = System.nanoTime();
        awaitAtMost(() -> server.runs() < 50 ? 1L : 0L, 0, "the streams to begin");
        awaitNoRuns(server);
        String outcome = "cancelled, the last " + seconds(sent) + " after it was asked for";
        for (RawHttp2Client client : clients) {
            client.close();
        }
        return outcome;
    }

    /** Streams that are read by a process that is stopped, and goes on when the server has given them up. */
    static String stoppedReaders(ServerProcess server) throws Exception {
        Process readers = new ProcessBuilder(ServerProcess.javaCommand(
                        "-Xmx128m", StreamReaders.class.getName(), server.uri().toString(), "200"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            BufferedReader said = readers.inputReader(StandardCharsets.UTF_8);
            check("begun".equals(said.readLine()), "The streams did not begin.");
            kill("-STOP", readers);
            long stopped = System.nanoTime();
            awaitNoRuns(server);
            String outcome = "cancelled, the last after " + seconds(stopped);
            kill("-CONT", readers);
            check(readers.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS), "The streams did not end.");
            return outcome;
        } finally {
            readers.destroyForcibly();
        }
    }

    private static boolean sends(RawClient client, String text) {
        try {
            client.send(text);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    /** Waits until the server has closed the connection, in whatever way. */
    private static void awaitEnd(RawClient client) {
        try (client) {
            client.skipAll();
        } catch (SocketTimeoutException open) {
            throw new AssertionError("A connection is still open.", open);
        } catch (IOException reset) {
            // as when something was not read
        }
    }

    private static void kill(String signal, Process process) throws Exception {
        check(
                new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                                .start()
                                .waitFor()
                        == 0,
                "kill failed.");
    }
}
