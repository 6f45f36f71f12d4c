package dev.runcast.stress;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.engine.run.ActiveRun;
import dev.runcast.runtime.engine.run.Ambient;
import dev.runcast.runtime.engine.run.RunReports;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** What other threads do while a run ends. */
public class RunEndRace {
    private static final RunnableDescriptor DESCRIPTOR =
            RunnableDescriptor.builder("run").build();

    /** Counts what is heard of one run. */
    static class Heard implements CallbackHandler {
        final AtomicInteger ends = new AtomicInteger();
        final AtomicInteger custom = new AtomicInteger();
        volatile long endSequence;
        volatile long customSequence;
        volatile boolean isLate;

        ActiveRun start(boolean async) {
            return ActiveRun.start(
                    DESCRIPTOR, RunnableConfig.builder().addHandler(this).build(), null, async, Ambient.top());
        }

        ActiveRun startStreaming() {
            return ActiveRun.startChunked(
                    DESCRIPTOR, RunnableConfig.builder().addHandler(this).build(), null, false);
        }

        @Override
        public void onRunEnd(RunEvent.End event) {
            endSequence = event.sequence();
            ends.incrementAndGet();
        }

        @Override
        public void onRunError(RunEvent.Error event) {
            endSequence = event.sequence();
            ends.incrementAndGet();
        }

        @Override
        public void onCustomEvent(CustomEvent event) {
            customSequence = event.sequence();
            isLate = event.isLate();
            custom.incrementAndGet();
        }

        /** Returns 1 for an event in time, 2 for a late one, and 0 for one that is numbered after the end and not late. */
        int order() {
            return isLate ? 2 : customSequence < endSequence ? 1 : 0;
        }
    }

    /** An event is delivered once, and is late or numbered before the end. */
    @JCStressTest
    @State
    @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "in time")
    @Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "late")
    @Outcome(expect = Expect.FORBIDDEN, desc = "lost, doubled, or after the end without being late")
    public static class DispatchWhileItEnds extends Heard {
        private final ActiveRun run = start(false);

        @Actor
        public void dispatch() {
            run.emit(EventType.of("event"), null);
        }

        @Actor
        public void end() {
            run.succeed(null);
        }

        @Arbiter
        public void count(II_Result result) {
            result.r1 = custom.get();
            result.r2 = order();
        }
    }

    /** Two threads that end a run whose output is streamed, as its body and its reader do: one of them counts. */
    @JCStressTest
    @State
    @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "ended once")
    @Outcome(expect = Expect.FORBIDDEN, desc = "ended twice or never")
    public static class EndAndCancel extends Heard {
        private final ActiveRun run = startStreaming();

        @Actor
        public void end() {
            run.succeed(null);
        }

        @Actor
        public void cancel() {
            run.fail(new CancellationException("cancelled"));
        }

        @Arbiter
        public void count(I_Result result) {
            result.r1 = ends.get();
        }
    }

    /** The stage of an asynchronous run completes while its future is cancelled. */
    @JCStressTest
    @State
    @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "ended once, and the future is complete")
    @Outcome(expect = Expect.FORBIDDEN, desc = "ended twice or never, or the future hangs")
    public static class CompleteAndCancel extends Heard {
        private final CompletableFuture<String> body = new CompletableFuture<>();
        private final CompletableFuture<String> result = RunReports.endWhenDone(start(true), body);

        @Actor
        public void complete() {
            body.complete("done");
        }

        @Actor
        public void cancel() {
            result.cancel(true);
        }

        @Arbiter
        public void count(II_Result outcome) {
            outcome.r1 = ends.get();
            outcome.r2 = result.isDone() ? 1 : 0;
        }
    }

    /** Two events of one asynchronous run, and its end, which waits for both. */
    @JCStressTest
    @State
    @Outcome(id = "2, 1", expect = Expect.ACCEPTABLE, desc = "both, and the end")
    @Outcome(expect = Expect.FORBIDDEN, desc = "lost or doubled")
    public static class DispatchTwiceWhileTheStageCompletes extends Heard {
        private final ActiveRun run = start(true);
        private final RunnableConfig config = run.childConfig();
        private final CompletableFuture<String> body = new CompletableFuture<>();
        private final CompletableFuture<String> result = RunReports.endWhenDone(run, body);

        @Actor
        public void dispatch() {
            CustomEvents.dispatch("first", 1, config);
            CustomEvents.dispatch("second", 2, config);
        }

        @Actor
        public void complete() {
            body.complete("done");
        }

        @Arbiter
        public void count(II_Result outcome) {
            outcome.r1 = custom.get();
            outcome.r2 = result.isDone() ? ends.get() : -1;
        }
    }
}
