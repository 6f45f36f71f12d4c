package dev.runcast.runtime.engine.invocation;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.ConfiguredBody;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.engine.chunks.CalledChunk;
import dev.runcast.runtime.engine.chunks.ChunkSum;
import dev.runcast.runtime.engine.chunks.Chunks;
import dev.runcast.runtime.engine.chunks.RunChunks;
import dev.runcast.runtime.engine.chunks.StageChunk;
import dev.runcast.runtime.engine.run.ActiveRun;
import dev.runcast.runtime.engine.run.Ambient;
import dev.runcast.runtime.engine.run.Results;
import dev.runcast.runtime.engine.run.RunReports;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A run whose body returns a stage of its output. */
public record AsyncInvocation<I extends @Nullable Object, O extends @Nullable Object>(
        RunnableDescriptor descriptor, ConfiguredBody<? super I, ? extends CompletionStage<? extends O>> body)
        implements StagedInvocation<I, O> {
    @Override
    @SuppressWarnings("unchecked") // A future only gives its values out, as which any O will do.
    public CompletableFuture<O> start(I input, RunnableConfig config) {
        ActiveRun run = ActiveRun.start(descriptor, config, input, true, Ambient.top());
        return (CompletableFuture<O>) RunReports.endWhenDone(run, stageOf(input, run));
    }

    private CompletionStage<? extends O> stageOf(I input, ActiveRun run) {
        Ambient.Attachment attachment = Ambient.attach(run);
        try {
            return Results.nonNull(body.apply(input, run.childConfig()), run);
        } catch (Throwable failure) {
            return CompletableFuture.failedFuture(failure);
        } finally {
            attachment.close();
        }
    }

    @Override
    public Chunks<O> stream(Chunks<? extends I> input, RunnableConfig config) {
        if (descriptor.type() != RunType.CHAIN) { // Only chains are streamed.
            return new CalledChunk<>(() -> invoke(ChunkSum.of(input), config), input);
        }
        return RunChunks.<I, O>streamed(
                descriptor,
                config,
                true,
                input,
                (chunks, run) ->
                        new StageChunk<>(Results.nonNull(body.apply(ChunkSum.of(chunks), run.childConfig()), run)));
    }
}
