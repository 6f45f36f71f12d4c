package dev.runcast.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A client that sends what it is told, also what no HTTP client would, and goes away as it is told. */
public final class RawClient implements AutoCloseable {
    private final String root;
    private final Socket socket;
    private final OutputStream out;
    private final BufferedReader in;

    RawClient(RunnableServer server) throws IOException {
        this(server.uri());
    }

    /** Connects to a server, which may be that of another process. What the address has of a path stands before those of requests. */
    public RawClient(URI server) throws IOException {
        root = server.getPath();
        socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout(20_000);
        out = socket.getOutputStream();
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    public RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    RawClient send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
        return this;
    }

    /** Sends a request with headers: names and values, in turns. */
    public RawClient post(String path, String json, String... headers) throws IOException {
        StringBuilder more = new StringBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            more.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        return send("POST " + root + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + more
                + "Content-Length: " + json.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + json);
    }

    /** Reads lines up to one that contains the text, and returns it. A stream that only shows that it is alive is given up. */
    public String readTo(String text) throws IOException {
        StringBuilder seen = new StringBuilder();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        for (String line = in.readLine(); line != null && System.nanoTime() < end; line = in.readLine()) {
            if (line.contains(text)) {
                return line;
            }
            seen.append(line).append('\n');
        }
        throw new IOException("The answer ended without \"" + text + "\": " + seen);
    }

    /** Reads a line. */
    public String readLine() throws IOException {
        String line = in.readLine();
        if (line == null) {
            throw new IOException("The answer ended.");
        }
        return line;
    }

    /** Reads to the end, and returns it. */
    public String readAll() throws IOException {
        StringBuilder seen = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            seen.append((char) c);
        }
        return seen.toString();
    }

    /** Reads to the end, however much comes. */
    public void skipAll() throws IOException {
        char[] skipped = new char[8192];
        while (in.read(skipped) >= 0) {}
    }

    /** Goes away as a process does that is killed: with a reset, and without a word. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
