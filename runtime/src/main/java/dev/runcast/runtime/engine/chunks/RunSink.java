package dev.runcast.runtime.engine.chunks;

import dev.runcast.runtime.ChunkSink;
import dev.runcast.runtime.engine.run.ActiveRun;
import dev.runcast.runtime.engine.run.Ambient;
import dev.runcast.runtime.engine.run.RunReports;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The sink of a run for its chunks, each of which is reported, added to the output, and handed to a consumer: one at a time, and
 * where the run that called this one is the current one.
 */
public final class RunSink<T extends @Nullable Object> implements ChunkSink<T> {
    private final ActiveRun run;
    private final @Nullable ActiveRun caller;
    private final Consumer<? super T> consumer;
    private final ReentrantLock turn = new ReentrantLock();
    private final ChunkSum output = new ChunkSum();
    private final LateChunks late;
    private boolean hasEnded;
    private volatile boolean isCancelled;

    /** Creates a sink of {@code run} for a consumer of {@code caller}. */
    public RunSink(ActiveRun run, @Nullable ActiveRun caller, Consumer<? super T> consumer) {
        this.run = run;
        this.caller = caller;
        this.consumer = consumer;
        this.late = new LateChunks(run);
    }

    @Override
    public void emit(T chunk) {
        turn.lock();
        try {
            if (isCancelled) {
                throw new CancellationException("The reader of the chunks has gone.");
            }
            if (hasEnded) {
                late.drop();
                return;
            }
            if (run.isHeard()) {
                output.add(chunk);
                RunReports.chunk(run, chunk);
            }
            Ambient.Attachment attachment = Ambient.attach(caller);
            try {
                consumer.accept(chunk);
            } finally {
                attachment.close();
            }
        } finally {
            turn.unlock();
        }
    }

    @Override
    public boolean isCancelled() {
        return isCancelled;
    }

    /** Says that nobody waits for the chunks any more. */
    public void cancel() {
        isCancelled = true;
    }

    /** Says that the run ends now, and returns its output. */
    public @Nullable Object end() {
        turn.lock();
        try {
            hasEnded = true;
            return output.get();
        } finally {
            turn.unlock();
        }
    }
}
