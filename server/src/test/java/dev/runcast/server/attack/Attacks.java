package dev.runcast.server.attack;

import static dev.runcast.server.attack.Checks.MAX_P99;
import static dev.runcast.server.attack.Checks.TIMEOUT;
import static dev.runcast.server.attack.Checks.awaitAtMost;
import static dev.runcast.server.attack.Checks.check;
import static dev.runcast.server.attack.Checks.mega;
import static dev.runcast.server.attack.Checks.millis;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Attacks a server in another process, while a well-behaved client uses it. After each attack the client has lost nothing and waited
 * no longer than {@link Checks#MAX_P99}, and the server has given everything back. Prints what happened as a table, and exits with 1 if
 * something was not so.
 */
final class Attacks {
    /** How long those wait that are to keep connections, or to read requests while they are busy. */
    private static final Duration LONG_TIMEOUT = Duration.ofSeconds(10);

    private static final int MAX_FILES = 64;

    private final Adapter adapter;
    private final Path folder;
    private final List<String> wanted;
    private final List<String> rows = new ArrayList<>();
    private boolean hasFailed;

    private Attacks(Adapter adapter, Path folder, List<String> wanted) {
        this.adapter = adapter;
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
     * @param arguments the {@link Adapter} to attack, a folder for the logs of the servers, and words of the names of the attacks to do,
     *     none for all
     */
    public static void main(String[] arguments) throws Exception {
        Attacks attacks = new Attacks(
                Adapter.valueOf(arguments[0]),
                Path.of(arguments[1]),
                List.of(arguments).subList(2, arguments.length));
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
        try (ServerProcess server = ServerProcess.start(adapter, folder.resolve("server.log"), TIMEOUT)) {
            Quiet quiet = Quiet.of(server);
            attack("2,000 half requests", server, quiet, SlowClients::halfRequests);
            attack("1,000 streams that nobody reads", server, quiet, SlowClients::unreadStreams);
            attack("256 streams of 100 kB events that nobody reads", server, quiet, SlowClients::unreadBigStreams);
            attack("200 streams whose readers are stopped", server, quiet, SlowClients::stoppedReaders);
            attack("300 clients that wait and disconnect", server, quiet, ManyClients::abandonedWaits);
            attack("100 batches of 50 runs of one principal", server, quiet, ManyClients::greedyPrincipal);
            attack("Another principal's runs, by every route", server, quiet, ForeignRuns::byEveryRoute);
            if (adapter == Adapter.JETTY) {
                attack("400 unread streams on 4 HTTP/2 connections", server, quiet, SlowClients::unreadHttp2Streams);
                attack("500 clients that send a byte each 100 ms", server, quiet, SlowClients::slowRequests);
                attack("1,000 connections at once", server, quiet, ManyClients::connections);
                attack("300 callers that disconnect", server, quiet, ManyClients::abandonedCalls);
            }
        }
        try (ServerProcess server = ServerProcess.start(adapter, folder.resolve("patient-server.log"), LONG_TIMEOUT)) {
            Quiet quiet = Quiet.of(server);
            attack("200 requests with 1 MB of metadata at once", server, quiet, LargeRequests::bigMetadata);
            attack("200 requests with 350,000 values at once", server, quiet, LargeRequests::manyValues);
            attack("430 threads with 1 MB of metadata", server, quiet, LargeRequests::bigThreads);
        }
        try (ServerProcess server =
                ServerProcess.startFinite(adapter, folder.resolve("fuzzed-server.log"), LONG_TIMEOUT)) {
            Quiet quiet = Quiet.of(server);
            attack("10,000 requests of random bytes", server, quiet, MalformedRequests::randomBytes);
            if (adapter == Adapter.JETTY) {
                attack("50,000 malformed requests", server, quiet, MalformedRequests::malformed);
            }
            attack(
                    "Schemathesis, which reads openapi.json",
                    server,
                    quiet,
                    target -> MalformedRequests.schemathesis(target, folder));
        }
        if (adapter == Adapter.JETTY) {
            fewFiles();
        }
    }

    private void fewFiles() throws Exception {
        try (ServerProcess server =
                ServerProcess.startWithFewFiles(adapter, folder.resolve("few-files.log"), LONG_TIMEOUT, MAX_FILES)) {
            Quiet quiet = Quiet.of(server);
            attack("100 connections, 64 open files", server, quiet, target -> ManyClients.fewFiles(target, quiet));
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
                    heap - quiet.heap() < adapter.mayKeep(),
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
}
