package dev.runcast.runtime.internal;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runnables one after the other, each with the output of the one before. The run of step N has the local tag
 * {@code seq:step:N}. (Reference rules 2.3 and 6.11.)
 */
public final class SequenceInvocation<I extends @Nullable Object, O extends @Nullable Object>
        implements Invocation<I, O> {
    /** What every sequence is. */
    public static final RunnableDescriptor DESCRIPTOR =
            RunnableDescriptor.builder("RunnableSequence").build();

    private final List<Invocation<?, ?>> steps;

    private SequenceInvocation(List<Invocation<?, ?>> steps) {
        this.steps = List.copyOf(steps);
    }

    /** Returns the steps of both, of which each may be a sequence itself. */
    public static <I extends @Nullable Object, M extends @Nullable Object, O extends @Nullable Object>
            SequenceInvocation<I, O> of(Invocation<I, M> first, Invocation<? super M, O> second) {
        List<Invocation<?, ?>> steps = new ArrayList<>(stepsOf(first));
        steps.addAll(stepsOf(second));
        return new SequenceInvocation<>(steps);
    }

    private static List<Invocation<?, ?>> stepsOf(Invocation<?, ?> invocation) {
        return invocation instanceof SequenceInvocation<?, ?> sequence ? sequence.steps : List.of(invocation);
    }

    @Override
    @SuppressWarnings("unchecked") // of() has seen to it that the types of the steps fit.
    public O invoke(I input, RunnableConfig config) throws Exception {
        ActiveRun run = ActiveRun.start(DESCRIPTOR, config, input, false);
        Ambient.Attachment attachment = Ambient.attach(run);
        Object value = input;
        try {
            for (int i = 0; i < steps.size(); i++) {
                value = ((Invocation<@Nullable Object, ?>) steps.get(i)).invoke(value, stepConfig(run, i));
            }
        } catch (Throwable error) {
            attachment.close();
            run.fail(error);
            throw error;
        }
        attachment.close();
        run.succeed(value);
        return (O) value;
    }

    @Override
    public Chunks<O> stream(Chunks<? extends I> input, RunnableConfig config) {
        return new StreamedSequence(input, config);
    }

    private static RunnableConfig stepConfig(ActiveRun run, int index) {
        return run.stepConfig("seq:step:" + (index + 1));
    }

    /** Pulls chunks through all steps; each chunk of the last is one of the sequence. */
    private final class StreamedSequence implements Chunks<O> {
        private final Chunks<? extends I> input;
        private final RunnableConfig config;
        private final ChunkSum output = new ChunkSum();

        private @Nullable ActiveRun run;
        private @Nullable Chunks<O> last;

        StreamedSequence(Chunks<? extends I> input, RunnableConfig config) {
            this.input = input;
            this.config = config;
        }

        @Override
        public boolean advance() throws Exception {
            ActiveRun run = this.run;
            if (run == null) {
                run = ActiveRun.startStreamed(DESCRIPTOR, config, input, false);
                this.run = run;
            }
            boolean more;
            Ambient.Attachment attachment = Ambient.attach(run);
            try {
                more = advance(run);
            } catch (Throwable error) {
                attachment.close();
                run.fail(error);
                throw error;
            }
            attachment.close();
            if (!more) {
                run.succeed(output.get());
            }
            return more;
        }

        private boolean advance(ActiveRun run) throws Exception {
            Chunks<O> last = this.last;
            if (last == null) {
                last = chain(run);
                this.last = last;
            }
            if (!last.advance()) {
                return false;
            }
            output.add(last.current());
            run.reportChunk(last.current());
            return true;
        }

        @SuppressWarnings("unchecked") // of() has seen to it that the types of the steps fit.
        private Chunks<O> chain(ActiveRun run) {
            Chunks<?> chunks = input;
            for (int i = 0; i < steps.size(); i++) {
                chunks = ((Invocation<@Nullable Object, ?>) steps.get(i)).stream(chunks, stepConfig(run, i));
            }
            return (Chunks<O>) chunks;
        }

        @Override
        public O current() {
            if (last == null) {
                throw new IllegalStateException("There is no chunk yet.");
            }
            return last.current();
        }
    }
}
