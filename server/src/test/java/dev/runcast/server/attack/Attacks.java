package dev.runcast.server.attack;

import dev.runcast.server.RawClient;
import dev.runcast.server.RawHttp2Client;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Attacks a server in another process, while a well-behaved client uses it. After each attack the client has lost nothing and waited
 * no longer than {@link #MAX_P99}, and the server has given everything back. Prints what happened as a table, and exits with 1 if
 * something was not so.
 */
final class Attacks {
    static final String INPUT = "{\"input\":\"tea\"}";

    /** How long most servers wait to read or write. */
    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    /** How long those wait that are to keep connections, or to read requests while they are busy. */
    private static final Duration LONG_TIMEOUT = Duration.ofSeconds(10);

    /** Generous, since the attackers use the same machine. */
    private static final Duration MAX_P99 = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration FUZZING = Duration.ofMinutes(5);
    private static final Duration QUIET = Duration.ofSeconds(3);
    private static final int MAX_FILES = 64;
    private static final int AT_ONCE = 200;
    private static final int MEGABYTE = 1024 * 1024 - 100;
    private static final long MAX_LEFT_BEHIND = 32L * 1024 * 1024;

    private final Path folder;
    private final List<String> wanted;
    private final List<String> rows = new ArrayList<>();
    private boolean hasFailed;

    private Attacks(Path folder, List<String> wanted) {
        this.folder = folder;
        this.wanted = wanted;
    }

    /** An attack, which tells how the server bore it. */
    private interface Attack {
        String on(ServerProcess server) throws Exception;
    }

    /**
     * Does the attacks.
     *
     * @param arguments a folder for the logs of the servers, and words of the names of the attacks to do, none for all
     */
    public static void main(String[] arguments) throws Exception {
        Attacks attacks = new Attacks(Path.of(arguments[0]), List.of(arguments).subList(1, arguments.length));
        Files.createDirectories(attacks.folder);
        attacks.all();
        System.out.println();
        System.out.println(
                "| attack | outcome | good client: requests, lost | p99, quiet | p99, attacked | ratio | heap left |");
        System.out.println("|---|---|---|---|---|---|---|");
        attacks.rows.forEach(System.out::println);
        System.exit(attacks.hasFailed ? 1 : 0);
    }

    private void all() throws Exception {
        try (ServerProcess server = ServerProcess.start(folder.resolve("server.log"), TIMEOUT)) {
            Quiet quiet = Quiet.of(server);
            attack("2,000 half requests", server, quiet, Attacks::halfRequests);
            attack("1,000 streams that nobody reads", server, quiet, Attacks::unreadStreams);
            attack("400 unread streams on 4 HTTP/2 connections", server, quiet, Attacks::unreadHttp2Streams);
            attack("500 clients that send a byte each 100 ms", server, quiet, Attacks::slowRequests);
            attack("200 streams whose readers are stopped", server, quiet, Attacks::stoppedReaders);
            attack("1,000 connections at once", server, quiet, Attacks::connections);
            attack("300 callers that disconnect", server, quiet, Attacks::abandonedCalls);
            attack("100 batches of 50 runs of one principal", server, quiet, Attacks::greedyPrincipal);
        }
        try (ServerProcess server = ServerProcess.start(folder.resolve("patient-server.log"), LONG_TIMEOUT)) {
            Quiet quiet = Quiet.of(server);
            attack("200 requests with 1 MB of metadata at once", server, quiet, Attacks::bigMetadata);
            attack("200 requests with 350,000 values at once", server, quiet, Attacks::manyValues);
            attack("430 threads with 1 MB of metadata", server, quiet, Attacks::bigThreads);
        }
        try (ServerProcess server = ServerProcess.startFinite(folder.resolve("fuzzed-server.log"), LONG_TIMEOUT)) {
            Quiet quiet = Quiet.of(server);
            attack("10,000 requests of random bytes", server, quiet, Attacks::randomBytes);
            attack("Schemathesis, which reads openapi.json", server, quiet, this::schemathesis);
        }
        try (ServerProcess server =
                ServerProcess.startWithFewFiles(folder.resolve("few-files.log"), LONG_TIMEOUT, MAX_FILES)) {
            Quiet quiet = Quiet.of(server);
            attack("100 connections, 64 open files", server, quiet, target -> fewFiles(target, quiet));
        }
    }

    /** How a server is that is not attacked. */
    private record Quiet(Duration p99, Duration cpu, long heap) {
        static Quiet of(ServerProcess server) throws Exception {
            GoodClient warmUp = GoodClient.start(server.uri());
            Thread.sleep(QUIET.toMillis());
            warmUp.stop();
            GoodClient client = GoodClient.start(server.uri());
            Duration before = server.cpu();
            Thread.sleep(QUIET.toMillis());
            client.stop();
            Duration cpu = server.cpu().minus(before);
            check(client.failures().isEmpty(), "It failed before any attack: " + client.failures());
            return new Quiet(client.p99(), cpu, server.heap());
        }
    }

    private void attack(String name, ServerProcess server, Quiet quiet, Attack attack) throws Exception {
        if (!wanted.isEmpty() && wanted.stream().noneMatch(name::contains)) {
            return;
        }
        List<String> faults = new ArrayList<>();
        String outcome = "";
        GoodClient client = GoodClient.start(server.uri());
        try {
            awaitAtMost(() -> client.requests() == 0 ? 1L : 0L, 0, "the good client to begin");
            outcome = attack.on(server);
        } catch (AssertionError | Exception failure) {
            faults.add(failure.toString());
        }
        client.stop();
        client.failures().stream().limit(3).forEach(faults::add);
        if (client.p99().compareTo(MAX_P99) > 0) {
            faults.add("The good client waited too long.");
        }
        long heap = 0;
        try {
            awaitAtMost(server::runs, 0, "the runs to end");
            awaitAtMost(server::connections, 1, "the connections to be closed"); // that of the good client may be kept
            heap = server.heap();
            check(
                    heap - quiet.heap() < MAX_LEFT_BEHIND,
                    "The heap has grown from " + mega(quiet.heap()) + " to " + mega(heap));
        } catch (AssertionError | Exception failure) {
            faults.add(failure.toString());
        }
        rows.add(String.format(
                Locale.ROOT,
                "| %s | %s | %,d, %d | %s | %s | %.1f | %s |",
                name,
                faults.isEmpty() ? outcome : "FAILED",
                client.requests(),
                client.failures().size(),
                millis(quiet.p99()),
                millis(client.p99()),
                (double) client.p99().toNanos() / quiet.p99().toNanos(),
                mega(heap - quiet.heap())));
        if (faults.isEmpty()) {
            System.out.println(name + ": passed");
        } else {
            hasFailed = true;
            System.out.println(name + ": FAILED");
            faults.forEach(fault -> System.out.println("  " + fault));
        }
    }

    /** Requests that begin, in three ways, and do not go on. */
    private static String halfRequests(ServerProcess server) throws Exception {
        List<String> beginnings = List.of(
                "POST /x",
                "POST /echo/invoke HTTP/1.1\r\nHost: local",
                "POST /echo/invoke HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n{\"in");
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

    /** Streams of which no client reads anything. */
    private static String unreadStreams(ServerProcess server) throws Exception {
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            clients.add(server.connect().post("/flood/stream_events", INPUT));
        }
        long sent = System.nanoTime();
        awaitNoRuns(server);
        String outcome = "cancelled, the last " + seconds(sent) + " after it was asked for";
        close(clients);
        return outcome;
    }

    /** Streams on few connections: one half may not be sent anything, and the other half are not read. */
    private static String unreadHttp2Streams(ServerProcess server) throws Exception {
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

    /** Requests that never end, of which a byte comes each 100 ms. */
    private static String slowRequests(ServerProcess server) throws Exception {
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

    private static boolean sends(RawClient client, String text) {
        try {
            client.send(text);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    /** Large metadata, which all events of a run have. */
    private static String bigMetadata(ServerProcess server) throws Exception {
        return big(server, "{\"input\":\"tea\",\"config\":{\"metadata\":{\"big\":\"" + "x".repeat(MEGABYTE) + "\"}}}");
    }

    /** Small values, which need many times more memory than they have bytes. */
    private static String manyValues(ServerProcess server) throws Exception {
        return big(server, "{\"input\":[[]" + ",[]".repeat(MEGABYTE / 3) + "]}");
    }

    /** Large requests at once, of which the server may refuse some. */
    private static String big(ServerProcess server, String body) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        List<Callable<String>> requests = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            String path = i % 2 == 0 ? "/echo/invoke" : "/echo/stream_events";
            requests.add(() -> status(server, path, body));
        }
        Map<String, Integer> answers = new TreeMap<>();
        for (Future<String> answer : threads.invokeAll(requests)) {
            answers.merge(answer.get(), 1, Integer::sum);
        }
        threads.shutdown();
        check(Set.of("200", "503").containsAll(answers.keySet()), "The answers are " + answers);
        check(answers.containsKey("200"), "None was answered.");
        return "answered: " + answers.get("200") + ", refused: " + answers.getOrDefault("503", 0);
    }

    private static String status(ServerProcess server, String path, String body) {
        try (RawClient client = server.connect()) {
            return client.post(path, body).readLine().split(" ", 3)[1];
        } catch (IOException none) {
            return none.toString();
        }
    }

    /** Streams that are read by a process that is stopped, and goes on when the server has given them up. */
    private static String stoppedReaders(ServerProcess server) throws Exception {
        Process readers = new ProcessBuilder(ServerProcess.javaCommand(
                        "-Xmx128m",
                        StreamReaders.class.getName(),
                        server.uri().getHost(),
                        "" + server.uri().getPort(),
                        "200"))
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

    private static void kill(String signal, Process process) throws Exception {
        check(
                new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                                .start()
                                .waitFor()
                        == 0,
                "kill failed.");
    }

    /** Clients that connect at the same time, and then ask for something. */
    private static String connections(ServerProcess server) throws Exception {
        InetSocketAddress address =
                new InetSocketAddress(server.uri().getHost(), server.uri().getPort());
        List<Duration> times = new ArrayList<>();
        List<SocketChannel> channels = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < 1000; i++) {
                SocketChannel channel = SocketChannel.open();
                channels.add(channel);
                channel.configureBlocking(false);
                long start = System.nanoTime();
                if (channel.connect(address)) {
                    times.add(since(start));
                } else {
                    channel.register(selector, SelectionKey.OP_CONNECT, start);
                }
            }
            while (times.size() < channels.size()) {
                check(selector.select(PATIENCE.toMillis()) > 0, "Only " + times.size() + " clients were connected.");
                for (SelectionKey key : selector.selectedKeys()) {
                    ((SocketChannel) key.channel()).finishConnect();
                    times.add(since((Long) key.attachment()));
                    key.cancel();
                }
                selector.selectedKeys().clear();
            }
        }
        ByteBuffer request =
                StandardCharsets.US_ASCII.encode("GET /echo/input_schema HTTP/1.1\r\nHost: localhost\r\n\r\n");
        for (SocketChannel channel : channels) {
            channel.configureBlocking(true);
            channel.write(request.duplicate());
        }
        for (SocketChannel channel : channels) {
            ByteBuffer answer = ByteBuffer.allocate(12); // HTTP/1.1 200
            while (answer.hasRemaining() && channel.read(answer) >= 0) {}
            String status = StandardCharsets.US_ASCII.decode(answer.flip()).toString();
            check(status.endsWith(" 200"), "A client was answered: " + status);
            channel.close();
        }
        Duration p99 = GoodClient.p99(times);
        check(p99.compareTo(MAX_P99) < 0, "The p99 of the time to connect was " + millis(p99));
        return "all answered, p99 of the time to connect " + millis(p99);
    }

    /** Callers that wait for an answer, and disconnect, half of them with a reset. */
    private static String abandonedCalls(ServerProcess server) throws Exception {
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            clients.add(server.connect().post("/wait/invoke", INPUT));
        }
        awaitAtMost(() -> 300 - server.runs(), 0, "the runs to begin");
        for (int i = 0; i < clients.size(); i++) {
            if (i % 2 == 0) {
                clients.get(i).reset();
            } else {
                clients.get(i).close();
            }
        }
        long left = System.nanoTime();
        awaitNoRuns(server);
        Duration took = since(left);
        check(took.compareTo(TIMEOUT) < 0, "It took " + took + " until all runs had been cancelled.");
        return "cancelled, the last after " + millis(took);
    }

    /** Batches that wait, of a principal who may have a quarter of all runs. */
    private static String greedyPrincipal(ServerProcess server) throws Exception {
        String batch = "{\"inputs\":[\"tea\"" + ",\"tea\"".repeat(49) + "]}";
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            clients.add(server.connect().post("/wait/batch", batch, "X-User", "mallory"));
        }
        int share = 1500 / 4 / 50 * 50;
        awaitAtMost(() -> share - server.runs(), 0, "the batches to begin");
        String refused;
        try (RawClient late = server.connect().post("/wait/batch", batch, "X-User", "mallory")) {
            refused = late.readLine();
        }
        check(refused.contains(" 429 "), "One more was answered: " + refused);
        Thread.sleep(QUIET.toMillis()); // in which the good client is served
        close(clients);
        awaitNoRuns(server);
        return "had " + share + " runs, and 429 for more";
    }

    /** Threads of which the server cannot keep all. */
    private static String bigThreads(ServerProcess server) throws Exception {
        String body = "{\"metadata\":{\"big\":\"" + "x".repeat(MEGABYTE) + "\"}}";
        for (int i = 0; i < 430; i++) {
            String status = status(server, "/threads", body);
            check(status.equals("200"), "One was answered: " + status);
        }
        return "the last few kept";
    }

    /** More connections than the server may have files open. */
    private static String fewFiles(ServerProcess server, Quiet quiet) throws Exception {
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            clients.add(server.connect());
        }
        Duration before = server.cpu();
        Thread.sleep(QUIET.toMillis());
        Duration used = server.cpu().minus(before).minus(quiet.cpu()); // which goes to the good client
        long percent = used.toMillis() * 100 / QUIET.toMillis();
        long warnings = server.log()
                .lines()
                .filter(line -> line.contains("cannot accept connections"))
                .count();
        close(clients);
        check(percent < 50, "The server used " + percent + " % of a core more than before.");
        check(warnings == 1, "It was logged " + warnings + " times.");
        try (RawClient client = server.connect()) {
            client.post("/echo/invoke", INPUT).readTo("200");
        }
        return "logged once, " + percent + " % more of a core, accepts afterwards";
    }

    /** Requests that are well-formed but for some bytes, which are others, missing or more. */
    private static String randomBytes(ServerProcess server) throws Exception {
        Random random = new Random(1);
        Map<String, Integer> answers = new TreeMap<>();
        for (int i = 0; i < 10_000; i++) {
            String path = List.of("/echo/invoke", "/echo/stream_log", "/runs/wait", "/threads", "/ag-ui/echo")
                    .get(random.nextInt(5));
            String body =
                    "{\"assistant_id\":\"echo\",\"input\":{\"a\":[1,2.5,null,true,\"\\u00e9\"]},\"config\":{\"tags\":[\"t\"]}}";
            StringBuilder request = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: localhost\r\n"
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

    /** Jetty logs malformed hosts, before anything of ours sees them. */
    private static void checkNothingLogged(ServerProcess server) throws IOException {
        List<String> faults = server.log()
                .lines()
                .filter(line -> !line.startsWith("WARN HostPort - "))
                .toList();
        check(faults.isEmpty(), "It was logged: " + faults);
    }

    private String schemathesis(ServerProcess server) throws Exception {
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

    private static void close(List<RawClient> clients) throws IOException {
        for (RawClient client : clients) {
            client.close();
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

    /** Waits until there is no run, not even one of the good client, which pauses again and again. */
    private static void awaitNoRuns(ServerProcess server) throws Exception {
        awaitAtMost(server::runs, 0, "the runs to be cancelled");
    }

    private static void awaitAtMost(Callable<Long> number, long most, String what) throws Exception {
        long start = System.nanoTime();
        while (number.call() > most) {
            check(since(start).compareTo(PATIENCE) < 0, "Waited in vain for " + what + ": " + number.call());
            Thread.sleep(5);
        }
    }

    private static void check(boolean isRight, String fault) {
        if (!isRight) {
            throw new AssertionError(fault);
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static String seconds(long start) {
        return String.format(Locale.ROOT, "%.1f s", since(start).toMillis() / 1000.0);
    }

    private static String millis(Duration time) {
        return String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6);
    }

    private static String mega(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
