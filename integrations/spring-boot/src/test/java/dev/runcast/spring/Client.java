package dev.runcast.spring;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A client of an application. */
final class Client {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final int port;

    Client(int port) {
        this.port = port;
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return HTTP.send(request(path, headers).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String json, String... headers) throws IOException, InterruptedException {
        return HTTP.send(posted(path, json, headers), BodyHandlers.ofString());
    }

    HttpResponse<String> options(String path, String... headers) throws IOException, InterruptedException {
        return HTTP.send(
                request(path, headers)
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    Events getEvents(String path) throws IOException {
        return Events.of(request(path).build());
    }

    Events postEvents(String path, String json) throws IOException {
        return Events.of(posted(path, json));
    }

    private HttpRequest posted(String path, String json, String... headers) {
        return request(path, headers)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(60));
        return headers.length == 0 ? request : request.headers(headers);
    }

    /** Returns the status of the answer to a request with a name in the header {@code Host}. */
    int statusByHost(String path, String host) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ", 3)[1]);
        }
    }

    /** Sends a request and reads nothing of the answer. */
    Socket connectWithoutReading(String path) throws IOException {
        Socket socket = new Socket("localhost", port);
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    /** Sends a request, reads the answer until it has some text, and goes away. */
    void leaveAfter(String text, String method, String path, String json) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(50_000);
            socket.setSoLinger(true, 0);
            socket.getOutputStream()
                    .write((method + " " + path
                                    + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                                    + json.length() + "\r\n\r\n" + json)
                            .getBytes(StandardCharsets.UTF_8));
            StringBuilder answer = new StringBuilder();
            InputStream in = socket.getInputStream();
            while (answer.indexOf(text) < 0) {
                int next = in.read();
                if (next < 0) {
                    throw new IOException("The answer ended: " + answer);
                }
                answer.append((char) next);
            }
        }
    }

    /** An event as it was sent. */
    record Event(String name, String data) {}

    /**
     * The events of an answer, one after the other. All that arrived before a connection broke is read, which the streams of
     * {@link BodyHandlers#ofInputStream} do not promise.
     */
    static final class Events implements AutoCloseable {
        private static final byte[] END = {};

        private final HttpResponse.ResponseInfo head;
        private final CompletableFuture<?> answer;
        private final BufferedReader lines;

        private Events(HttpResponse.ResponseInfo head, CompletableFuture<?> answer, BlockingQueue<byte[]> parts) {
            this.head = head;
            this.answer = answer;
            this.lines = new BufferedReader(
                    new InputStreamReader(new SequenceInputStream(new Parts(parts)), StandardCharsets.UTF_8));
        }

        static Events of(HttpRequest request) throws IOException {
            CompletableFuture<HttpResponse.ResponseInfo> head = new CompletableFuture<>();
            BlockingQueue<byte[]> parts = new LinkedBlockingQueue<>();
            CompletableFuture<HttpResponse<Void>> answer = HTTP.sendAsync(request, info -> {
                head.complete(info);
                return BodySubscribers.ofByteArrayConsumer(part -> part.ifPresent(parts::add));
            });
            answer.whenComplete((response, error) -> {
                parts.add(END);
                head.completeExceptionally(error == null ? new IOException("There was no answer.") : error);
            });
            return new Events(got(head), answer, parts);
        }

        private static <T> T got(CompletableFuture<T> future) throws IOException {
            try {
                return future.join();
            } catch (CompletionException error) {
                throw new IOException(error.getCause());
            }
        }

        int status() {
            return head.statusCode();
        }

        String header(String name) {
            return head.headers().firstValue(name).orElse("");
        }

        /** Waits for the next event, or returns null at the end of the answer. Comments are skipped. */
        @Nullable
        Event next() throws IOException {
            String name = "";
            String data = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event:")) {
                    name = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    data = line.substring(5).strip();
                } else if (line.isEmpty() && !(name + data).isEmpty()) {
                    return new Event(name, data);
                }
            }
            got(answer); // It fails if the connection broke.
            return null;
        }

        List<Event> rest() throws IOException {
            List<Event> rest = new ArrayList<>();
            for (Event event = next(); event != null; event = next()) {
                rest.add(event);
            }
            return rest;
        }

        @Override
        public void close() throws IOException {
            answer.cancel(true);
            lines.close();
        }
    }

    /** The parts of an answer as they arrive. */
    private static final class Parts implements Enumeration<InputStream> {
        private final BlockingQueue<byte[]> arrived;
        private byte @Nullable [] next;

        Parts(BlockingQueue<byte[]> arrived) {
            this.arrived = arrived;
        }

        @Override
        public boolean hasMoreElements() {
            return peek() != Events.END;
        }

        @Override
        public InputStream nextElement() {
            byte[] part = peek();
            next = null;
            return new ByteArrayInputStream(part);
        }

        private byte[] peek() {
            byte[] part = next;
            if (part == null) {
                try {
                    part = arrived.take();
                } catch (InterruptedException interrupted) {
                    throw new AssertionError(interrupted);
                }
                next = part;
            }
            return part;
        }
    }
}
