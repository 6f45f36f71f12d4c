package dev.runcast.server;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A client of HTTP/2 without encryption that sends what frames it is told, and reads what it is told. */
public final class RawHttp2Client implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;

    private final Socket socket;
    private final OutputStream out;
    private final DataInputStream in;

    /** A frame that the server has sent. */
    record Frame(int type, int flags, int stream, byte[] payload) {
        boolean isLast() {
            return (type == DATA || type == HEADERS) && (flags & END_STREAM) != 0;
        }

        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        /** Returns the error of a stream that was reset. */
        int error() {
            return ByteBuffer.wrap(payload).getInt();
        }
    }

    RawHttp2Client(RunnableServer server) throws IOException {
        this(server.address(), server.port());
    }

    /** Connects to a server, which may be that of another process. */
    public RawHttp2Client(String host, int port) throws IOException {
        socket = new Socket(host, port);
        socket.setSoTimeout(20_000);
        out = socket.getOutputStream();
        in = new DataInputStream(socket.getInputStream());
        out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        send(SETTINGS, 0, 0);
    }

    RawHttp2Client send(int type, int flags, int stream, byte... payload) throws IOException {
        byte[] frame = ByteBuffer.allocate(9 + payload.length)
                .putShort((short) (payload.length >> 8))
                .put((byte) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
        out.write(frame);
        return this;
    }

    /** Sends a request. */
    public RawHttp2Client post(int stream, String path, String json) throws IOException {
        return begin(stream, path, "localhost").data(stream, true, json);
    }

    /** Sends a request without its body. */
    RawHttp2Client begin(int stream, String path, String authority) throws IOException {
        return headers(stream, "POST", path, authority, false);
    }

    RawHttp2Client get(int stream, String path, String authority) throws IOException {
        return headers(stream, "GET", path, authority, true);
    }

    RawHttp2Client headers(int stream, String method, String path, String authority, boolean isAll) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(":method", method);
        headers.put(":scheme", "http");
        headers.put(":authority", authority);
        headers.put(":path", path);
        headers.put("content-type", "application/json");
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        headers.forEach((name, value) -> {
            block.write(0); // A literal, which is not indexed.
            block.write(name.length());
            block.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
            block.write(value.length());
            block.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
        });
        return send(HEADERS, END_HEADERS | (isAll ? END_STREAM : 0), stream, block.toByteArray());
    }

    RawHttp2Client data(int stream, boolean isLast, String text) throws IOException {
        return send(DATA, isLast ? END_STREAM : 0, stream, text.getBytes(StandardCharsets.UTF_8));
    }

    RawHttp2Client reset(int stream) throws IOException {
        return send(RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8});
    }

    RawHttp2Client ping() throws IOException {
        return send(PING, 0, 0, new byte[8]);
    }

    /** Lets the server send more by all streams together, or by one. */
    public RawHttp2Client window(int stream, int bytes) throws IOException {
        return send(
                WINDOW_UPDATE, 0, stream, ByteBuffer.allocate(4).putInt(bytes).array());
    }

    /** Lets the server send more by each stream that is opened from now on. */
    public RawHttp2Client initialWindow(int bytes) throws IOException {
        return send(
                SETTINGS,
                0,
                0,
                ByteBuffer.allocate(6).putShort((short) 4).putInt(bytes).array());
    }

    Frame read() throws IOException {
        byte[] head = new byte[9];
        in.readFully(head);
        ByteBuffer parts = ByteBuffer.wrap(head);
        byte[] payload = new byte[(parts.getShort() & 0xffff) << 8 | parts.get() & 0xff];
        Frame frame = new Frame(parts.get(), parts.get(), parts.getInt(), payload);
        in.readFully(payload);
        return frame;
    }

    /** Reads to the next frame of a type and a stream. */
    Frame readTo(int type, int stream) throws IOException {
        Frame frame = read();
        while (frame.type() != type || frame.stream() != stream) {
            frame = read();
        }
        return frame;
    }

    /** Reads a stream to its end, and returns what of it are data. */
    String readAll(int stream) throws IOException {
        StringBuilder text = new StringBuilder();
        Frame frame;
        do {
            frame = read();
            if (frame.stream() == stream && frame.type() == RST_STREAM) {
                throw new IOException("The stream was reset after: " + text);
            }
            if (frame.stream() == stream && frame.type() == DATA) {
                text.append(frame.text());
            }
        } while (frame.stream() != stream || !frame.isLast());
        return text.toString();
    }

    /** Reads until the server has closed the connection. */
    void awaitEnd() throws IOException {
        try {
            while (in.read() >= 0) {}
        } catch (SocketException reset) {
            // It is closed too.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
