package dev.runcast.benchmarks.runtime;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.GlobalCallbacks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Three handlers that hear of the whole process, beside the same three in a config. */
public class GlobalBenchmark {
    private static final Progress PROGRESS = new Progress(1, 2, "searching");

    private static List<CallbackHandler> handlers() {
        return List.of(new CountingHandler(), new CountingHandler(), new CountingHandler());
    }

    /** An event that three handlers of a config hear. */
    @Benchmark
    public void emitThreeHandlers(Configured run) {
        run.events.progress(PROGRESS);
    }

    /** An event that three handlers of the process hear. */
    @Benchmark
    public void emitThreeGlobalHandlers(Global run) {
        run.events.progress(PROGRESS);
    }

    /** A run that three handlers of a config hear. */
    @Benchmark
    public String wrappedCallThreeHandlers(Configured run) {
        return run.assistant.answer("How is the tea?");
    }

    /** A run that three handlers of the process hear. */
    @Benchmark
    public String wrappedCallThreeGlobalHandlers(Global run) {
        return run.assistant.answer("How is the tea?");
    }

    /** A run that is open while it is measured. */
    abstract static class Heard {
        AssistantEvents events = new AssistantEvents((type, data) -> {});
        AssistantRunnables assistant = new AssistantRunnables(new Assistant("How is the tea?"));
        private @Nullable OpenRun run;

        void open(RunnableConfig config) {
            OpenRun opened = OpenRun.start(config, 1);
            run = opened;
            events = opened.events();
            assistant = assistant.withConfig(config);
        }

        void closeRun() {
            if (run != null) {
                run.close();
            }
        }
    }

    /** The handlers are in a config. */
    @State(Scope.Thread)
    public static class Configured extends Heard {
        /** Opens a run. */
        @Setup(Level.Iteration)
        public void open() {
            RunnableConfig.Builder config = RunnableConfig.builder();
            handlers().forEach(handler -> config.addHandler(handler));
            open(config.build());
        }

        /** Closes it. */
        @TearDown(Level.Iteration)
        public void close() {
            closeRun();
        }
    }

    /** The handlers are those of the process. */
    @State(Scope.Thread)
    public static class Global extends Heard {
        private final List<GlobalCallbacks.Registration> registrations = new ArrayList<>();

        /** Opens a run. */
        @Setup(Level.Iteration)
        public void open() {
            handlers().forEach(handler -> registrations.add(GlobalCallbacks.register(handler)));
            open(RunnableConfig.empty());
        }

        /** Closes it. */
        @TearDown(Level.Iteration)
        public void close() {
            closeRun();
            registrations.forEach(GlobalCallbacks.Registration::close);
            registrations.clear();
        }
    }
}
