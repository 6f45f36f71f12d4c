package dev.runcast.server.attack;

import dev.runcast.server.RawClient;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CountDownLatch;

/** Clients in a process of their own, each of which reads a stream to its end. */
final class StreamReaders {
    private StreamReaders() {}

    /**
     * Prints a line when all streams have begun, and ends when all have.
     *
     * @param arguments the address of the server and the number of streams
     */
    public static void main(String[] arguments) throws Exception {
        URI server = URI.create(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        CountDownLatch begun = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            RawClient client = new RawClient(server);
            new Thread(() -> read(client, begun)).start();
        }
        begun.await();
        System.out.println("begun");
    }

    private static void read(RawClient client, CountDownLatch begun) {
        try (client) {
            client.post("/flood/stream_events", Checks.INPUT);
            client.readTo("on_custom_event");
            begun.countDown();
            client.skipAll();
        } catch (IOException brokenOff) {
            if (begun.getCount() > 0) {
                System.exit(1); // Not by the server, since nothing was read for a while, but before.
            }
        }
    }
}
