package dev.runcast.runtime.engine.invocation;

import dev.runcast.runtime.ChunkBody;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.engine.chunks.ChunkSum;
import dev.runcast.runtime.engine.chunks.Chunks;
import dev.runcast.runtime.engine.chunks.HandedChunks;
import dev.runcast.runtime.engine.chunks.RunChunks;
import dev.runcast.runtime.engine.chunks.RunSink;
import dev.runcast.runtime.engine.run.ActiveRun;
import dev.runcast.runtime.engine.run.Ambient;
import dev.runcast.runtime.engine.run.TaskFuture;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A run whose body hands its chunks to a sink, until it returns. */
public record SinkInvocation<I extends @Nullable Object, O extends @Nullable Object>(
        RunnableDescriptor descriptor, ChunkBody<? super I, O> body) implements Invocation<I, O> {
    @Override
    @SuppressWarnings({"unchecked", "NullAway"
    }) // The sum of values of a type is of that type, and null only where that may be.
    public O invoke(I input, RunnableConfig config) throws Exception {
        ChunkSum output = new ChunkSum();
        run(input, config, output::add);
        return (O) output.get();
    }

    private void run(I input, RunnableConfig config, Consumer<? super O> reader) throws Exception {
        ActiveRun caller = Ambient.current();
        ActiveRun run = ActiveRun.startChunked(descriptor, config, input, false);
        RunSink<O> chunks = new RunSink<>(run, caller, reader);
        Ambient.Attachment attachment = Ambient.attach(run);
        try {
            body.apply(input, run.childConfig(), chunks);
        } catch (Throwable error) {
            attachment.close();
            chunks.end();
            run.fail(error);
            throw error;
        }
        attachment.close();
        run.succeed(chunks.end());
    }

    @Override
    public Chunks<O> stream(Chunks<? extends I> input, RunnableConfig config) {
        return RunChunks.<I, O>streamed(descriptor, config, false, input, (chunks, run) -> {
            I value = ChunkSum.of(chunks);
            return new HandedChunks<>(run, config, sink -> {
                body.apply(value, run.childConfig(), sink);
                return CompletableFuture.completedFuture(true);
            });
        });
    }

    /** Where nobody asks for chunks, the body need not wait for that. */
    @Override
    public CompletableFuture<?> streamAsync(I input, RunnableConfig config) {
        return TaskFuture.start(config, () -> {
            run(input, config, chunk -> {});
            return true;
        });
    }
}
