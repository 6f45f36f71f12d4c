package dev.runcast.runtime.engine.chunks;

import dev.runcast.runtime.ChunkSink;
import dev.runcast.runtime.engine.run.ActiveRun;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The chunks that a body makes when its run has ended. They are dropped, which is said once. */
final class LateChunks {
    private static final Logger log = LoggerFactory.getLogger(ChunkSink.class);

    private final ActiveRun run;
    private final AtomicBoolean isSaid = new AtomicBoolean();

    LateChunks(ActiveRun run) {
        this.run = run;
    }

    void drop() {
        if (isSaid.compareAndSet(false, true)) {
            log.warn(
                    "A chunk of the run {} came after its end and was dropped, as are those that follow. End the run after its"
                            + " last chunk: return, or complete the stage, when all chunks have been emitted.",
                    run);
        }
    }
}
