package dev.runcast.runtime.engine.invocation;

import dev.runcast.runtime.AsyncChunkBody;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.engine.chunks.ChunkSum;
import dev.runcast.runtime.engine.chunks.Chunks;
import dev.runcast.runtime.engine.chunks.HandedChunks;
import dev.runcast.runtime.engine.chunks.RunChunks;
import dev.runcast.runtime.engine.chunks.RunSink;
import dev.runcast.runtime.engine.run.ActiveRun;
import dev.runcast.runtime.engine.run.Ambient;
import dev.runcast.runtime.engine.run.Results;
import dev.runcast.runtime.engine.run.RunFuture;
import dev.runcast.runtime.engine.run.RunReports;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A run whose body hands its chunks to a sink, until the stage is complete that it returns. */
public record AsyncSinkInvocation<I extends @Nullable Object, O extends @Nullable Object>(
        RunnableDescriptor descriptor, AsyncChunkBody<? super I, O> body) implements StagedInvocation<I, O> {
    @Override
    @SuppressWarnings({"unchecked", "NullAway"
    }) // The sum of values of a type is of that type, and null only where that may be.
    public CompletableFuture<O> start(I input, RunnableConfig config) {
        ChunkSum output = new ChunkSum();
        ActiveRun caller = Ambient.current();
        ActiveRun run = ActiveRun.startChunked(descriptor, config, input, true);
        RunSink<O> chunks = new RunSink<>(run, caller, output::add);
        CompletableFuture<?> ended = RunReports.endWhenDone(run, stageOf(input, run, chunks), done -> chunks.end());
        ended.whenComplete((done, failure) -> {
            if (failure != null) {
                chunks.cancel();
            }
        });
        return RunFuture.map(ended, done -> (O) output.get());
    }

    @SuppressWarnings("unchecked") // Nobody asks what the stage completes with.
    private CompletionStage<@Nullable Object> stageOf(I input, ActiveRun run, RunSink<O> chunks) {
        Ambient.Attachment attachment = Ambient.attach(run);
        try {
            return (CompletionStage<@Nullable Object>)
                    Results.nonNull(body.apply(input, run.childConfig(), chunks), run);
        } catch (Throwable failure) {
            return CompletableFuture.failedFuture(failure);
        } finally {
            attachment.close();
        }
    }

    @Override
    public Chunks<O> stream(Chunks<? extends I> input, RunnableConfig config) {
        return RunChunks.<I, O>streamed(descriptor, config, true, input, (chunks, run) -> {
            I value = ChunkSum.of(chunks);
            return new HandedChunks<>(
                    run, config, sink -> Results.nonNull(body.apply(value, run.childConfig(), sink), run));
        });
    }
}
