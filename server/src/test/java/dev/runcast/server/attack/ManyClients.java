package dev.runcast.server.attack;

import static dev.runcast.server.attack.Checks.INPUT;
import static dev.runcast.server.attack.Checks.MAX_P99;
import static dev.runcast.server.attack.Checks.PATIENCE;
import static dev.runcast.server.attack.Checks.QUIET;
import static dev.runcast.server.attack.Checks.TIMEOUT;
import static dev.runcast.server.attack.Checks.awaitAtMost;
import static dev.runcast.server.attack.Checks.awaitNoRuns;
import static dev.runcast.server.attack.Checks.check;
import static dev.runcast.server.attack.Checks.close;
import static dev.runcast.server.attack.Checks.millis;
import static dev.runcast.server.attack.Checks.since;

import dev.runcast.server.RawClient;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Clients that come, wait and go in numbers. */
final class ManyClients {
    private ManyClients() {}

    /** Clients that connect at the same time, and then ask for something. */
    static String connections(ServerProcess server) throws Exception {
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
    static String abandonedCalls(ServerProcess server) throws Exception {
        return abandoned(server, "/wait/invoke", INPUT);
    }

    /** Clients that wait for a run of LangGraph's API, whose answer begins before the run has ended, and disconnect. */
    static String abandonedWaits(ServerProcess server) throws Exception {
        return abandoned(server, "/runs/wait", "{\"assistant_id\":\"wait\",\"input\":\"tea\"}");
    }

    private static String abandoned(ServerProcess server, String path, String body) throws Exception {
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            clients.add(server.connect().post(path, body));
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
    static String greedyPrincipal(ServerProcess server) throws Exception {
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

    /** More connections than the server may have files open. */
    static String fewFiles(ServerProcess server, Quiet quiet) throws Exception {
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
}
