package dev.runcast.server.attack;

import static dev.runcast.server.attack.Checks.QUIET;
import static dev.runcast.server.attack.Checks.check;

import java.time.Duration;

/** How a server is that is not attacked. */
record Quiet(Duration p99, Duration cpu, long heap) {
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
