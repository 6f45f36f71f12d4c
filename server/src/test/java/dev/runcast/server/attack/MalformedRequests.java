package dev.runcast.server.attack;

import static dev.runcast.server.attack.Checks.PATIENCE;
import static dev.runcast.server.attack.Checks.check;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Requests that are not what they should be. */
final class MalformedRequests {
    private static final Duration FUZZING = Duration.ofMinutes(5);

    private MalformedRequests() {}

    /** Requests that are well-formed but for some bytes, which are others, missing or more. */
    static String randomBytes(ServerProcess server) throws Exception {
        Random random = new Random(1);
        Map<String, Integer> answers = new TreeMap<>();
        for (int i = 0; i < 10_000; i++) {
            String path = List.of("/echo/invoke", "/echo/stream_log", "/runs/wait", "/threads", "/ag-ui/echo")
                    .get(random.nextInt(5));
            String body =
                    "{\"assistant_id\":\"echo\",\"input\":{\"a\":[1,2.5,null,true,\"\\u00e9\"]},\"config\":{\"tags\":[\"t\"]}}";
            StringBuilder request = new StringBuilder("POST " + server.path(path) + " HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Type: application/json\r\nConnection: close\r\nContent-Length: " + body.length()
                    + "\r\n\r\n" + body);
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                int at = random.nextInt(request.length());
                switch (random.nextInt(3)) {
                    case 0 -> request.setCharAt(at, (char) random.nextInt(256));
                    case 1 -> request.insert(at, (char) random.nextInt(256));
                    default -> request.deleteCharAt(at);
                }
            }
            answers.merge(statusOfBytes(server, request.toString()), 1, Integer::sum);
        }
        check(
                answers.keySet().stream()
                        .noneMatch(status -> List.of("500", "503").contains(status)),
                "The answers are " + answers);
        checkNothingLogged(server);
        return "refused or answered, by their statuses: " + answers;
    }

    /** Requests that are refused before anything of them is done, many at a time. */
    static String malformed(ServerProcess server) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(12);
        List<Callable<String>> requests =
                Collections.nCopies(50_000, () -> statusOfBytes(server, "PO\0ST / HTTP/1.1\r\n\r\n"));
        for (Future<String> answer : threads.invokeAll(requests)) {
            check(answer.get().equals("400"), "One was answered: " + answer.get());
        }
        threads.shutdown();
        return "refused";
    }

    /** Returns the status, or nothing if the server waits for more or has closed the connection. */
    private static String statusOfBytes(ServerProcess server, String request) {
        try (Socket socket = new Socket(server.uri().getHost(), server.uri().getPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            return new String(answer, StandardCharsets.ISO_8859_1).replaceFirst("HTTP/1.1 ", "");
        } catch (IOException closed) {
            return "";
        }
    }

    static String schemathesis(ServerProcess server, Path folder) throws Exception {
        Path report = folder.resolve("schemathesis.log");
        Process process = new ProcessBuilder(
                        System.getProperty("schemathesis"),
                        "run",
                        server.uri() + "/openapi.json",
                        "--checks=not_a_server_error",
                        "--phases=coverage,fuzzing",
                        "--max-examples=20",
                        "--seed=1",
                        "--no-color",
                        "--request-timeout=" + PATIENCE.toSeconds())
                .directory(folder.toFile()) // where it leaves what it has found
                .redirectErrorStream(true)
                .redirectOutput(report.toFile())
                .start();
        boolean hasEnded = process.waitFor(FUZZING.toSeconds(), TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(report);
        check(hasEnded && process.exitValue() == 0, "Schemathesis says: " + text);
        checkNothingLogged(server);
        return text.lines()
                .filter(line -> line.contains(" generated, "))
                .map(String::strip)
                .findFirst()
                .orElseThrow(() -> new AssertionError("It did nothing: " + text));
    }

    /** Jetty logs malformed hosts, before anything of ours sees them. */
    private static void checkNothingLogged(ServerProcess server) throws IOException {
        List<String> faults = server.log()
                .lines()
                .filter(line -> !line.startsWith("WARN HostPort - "))
                .toList();
        check(faults.isEmpty(), "It was logged: " + faults);
    }
}
