package dev.runcast.langsmith;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** What LangSmith is told by one request. Not safe for several threads. */
final class Batch {
    /** How many runs LangSmith takes in a batch. */
    static final int MAX_RUNS = 100;

    private static final int ENVELOPE = "{\"post\":[],\"patch\":[]}".length();

    private final int maxBytes;
    private final Map<UUID, Upload> posts = new LinkedHashMap<>();
    private final Map<UUID, Upload> patches = new LinkedHashMap<>();
    private int bytes = ENVELOPE;

    Batch(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    int size() {
        return posts.size() + patches.size();
    }

    boolean isFull() {
        return size() >= MAX_RUNS;
    }

    boolean hasRoomFor(Upload upload) {
        return size() == 0 || (!isFull() && upload.size() <= maxBytes - bytes);
    }

    /** Adds an upload. The end of a run takes the place of its start, if that is still here. */
    void add(Upload upload) {
        Map<UUID, Upload> uploads = upload.isUpdate && !posts.containsKey(upload.run) ? patches : posts;
        Upload before = uploads.put(upload.run, upload);
        bytes += upload.size() - (before == null ? 0 : before.size());
    }

    byte[] toJson() {
        ByteArrayOutputStream json = new ByteArrayOutputStream(bytes);
        write(json, "{\"post\":", posts);
        write(json, ",\"patch\":", patches);
        json.write('}');
        return json.toByteArray();
    }

    private void write(ByteArrayOutputStream json, String key, Map<UUID, Upload> uploads) {
        json.writeBytes(key.getBytes(UTF_8));
        char separator = '[';
        for (Upload upload : uploads.values()) {
            json.write(separator);
            json.write('{');
            if (uploads == posts || !upload.wereInputsTold) {
                json.writeBytes(upload.inputs);
            }
            json.writeBytes(upload.rest);
            separator = ',';
        }
        json.writeBytes((uploads.isEmpty() ? "[]" : "]").getBytes(UTF_8));
    }
}
