package dev.runcast.stress;

import dev.runcast.runtime.EventType;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.engine.run.ActiveRun;
import dev.runcast.runtime.engine.run.Ambient;
import dev.runcast.runtime.engine.stream.OpenEventStream;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.EventStreamOptions;
import dev.runcast.runtime.stream.StreamEvent;
import java.util.Iterator;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** What a run does while the stream of its events is read and closed. */
public class StreamCloseRace {
    private static final RunnableDescriptor DESCRIPTOR =
            RunnableDescriptor.builder("run").build();
    private static final EventType<Void> EVENT = EventType.of("event");

    /** A run and the stream of its events, which starts with that of the run's start. */
    static class Streamed {
        final CompletableFuture<Object> work = new CompletableFuture<>();
        final EventStream events;
        final ActiveRun run;

        Streamed() {
            CompletableFuture<CallbackHandler> hearing = new CompletableFuture<>();
            events = OpenEventStream.of(
                    EventStreamOptions.builder().bufferSize(8).build(), handler -> {
                        hearing.complete(handler);
                        return work;
                    });
            run = ActiveRun.start(
                    DESCRIPTOR,
                    RunnableConfig.builder().addHandler(hearing.join()).build(),
                    null,
                    false,
                    Ambient.top());
        }

        /** Returns 1 for an event that was taken, 2 for one that was refused. */
        int emit() {
            try {
                run.emit(EVENT, null);
                return 1;
            } catch (CancellationException closed) {
                return 2;
            }
        }

        int readAll() {
            int read = 0;
            for (Iterator<StreamEvent> each = events.iterator(); each.hasNext(); each.next()) {
                read++;
            }
            return read;
        }
    }

    /** An event meets the close: it is taken or refused, and later ones are refused. */
    @JCStressTest
    @State
    @Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "taken before the close")
    @Outcome(id = "2, 2", expect = Expect.ACCEPTABLE, desc = "refused")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a run that goes on")
    public static class EmitAndClose extends Streamed {
        @Actor
        public void emit(II_Result result) {
            result.r1 = emit();
        }

        @Actor
        public void close() {
            events.close();
        }

        @Arbiter
        public void emitLater(II_Result result) {
            result.r2 = emit();
        }
    }

    /** A reader waits while an event comes and the run ends: it gets all, and does not wait for ever. */
    @JCStressTest
    @State
    @Outcome(id = "1, 3", expect = Expect.ACCEPTABLE, desc = "start, event and end")
    @Outcome(expect = Expect.FORBIDDEN, desc = "lost or doubled")
    public static class ReadWhileItEnds extends Streamed {
        @Actor
        public void produce(II_Result result) {
            result.r1 = emit();
            run.succeed(null);
            work.complete("done");
        }

        @Actor
        public void read(II_Result result) {
            result.r2 = readAll();
        }
    }

    /** A reader waits while the stream is closed: it does not wait for ever. */
    @JCStressTest
    @State
    @Outcome(id = "true, 0", expect = Expect.ACCEPTABLE, desc = "closed before it read")
    @Outcome(id = "true, 1", expect = Expect.ACCEPTABLE, desc = "read the start")
    @Outcome(expect = Expect.FORBIDDEN, desc = "read what is not there")
    public static class ReadWhileItIsClosed extends Streamed {
        @Actor
        public void close(ZI_Result result) {
            events.close();
            result.r1 = work.isCancelled();
        }

        @Actor
        public void read(ZI_Result result) {
            result.r2 = readAll();
        }
    }
}
