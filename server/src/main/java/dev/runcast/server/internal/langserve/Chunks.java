package dev.runcast.server.internal.langserve;

import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.server.internal.runs.Frame;
import dev.runcast.server.internal.runs.LoggedEvent;
import dev.runcast.server.internal.runs.OwnedRun;
import java.util.List;
import java.util.UUID;

/** Makes a frame of each chunk of the run, after one that says which run it is. */
final class Chunks implements AnswerFrames.Endpoint {
    private final UUID run;
    private final boolean areKept;
    private boolean isAnnounced;

    /**
     * Creates frames.
     *
     * @param areKept whether chunks are events that are kept. If not, what the run has made is the only chunk
     */
    Chunks(UUID run, boolean areKept) {
        this.run = run;
        this.areKept = areKept;
    }

    @Override
    public List<Frame> of(LoggedEvent event) {
        if (event.isChunk() && event.runId().equals(run)) {
            return frames(event.data("chunk"), event.metadata(OwnedRun.ATTEMPT));
        }
        if (event.isStart() && event.runId().equals(run)) {
            isAnnounced = false; // Another attempt has begun.
        }
        return List.of();
    }

    @Override
    public List<Frame> ofOutput(String output) {
        return areKept ? List.of() : frames(output, "null");
    }

    private List<Frame> frames(String chunk, String attempt) {
        Frame data = Frame.of("data", chunk);
        if (isAnnounced) {
            return List.of(data);
        }
        isAnnounced = true;
        JsonWriter metadata = new JsonWriter().open('{').key("run_id").string(run.toString());
        if (!attempt.equals("null")) {
            metadata.key("attempt").json(attempt);
        }
        return List.of(Frame.of("metadata", metadata.close('}').toString()), data);
    }
}
