package dev.runcast.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.callback.GlobalCallbacks;
import dev.runcast.runtime.context.RunContext;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * In which run a model was called that asked for a tool. An AI service may call the tool on a thread that knows no run, as it does with
 * {@code executeToolsConcurrently()}. Requests are told apart by identity, since some models give them no ids, and are not kept reachable.
 */
final class ToolCallers {
    private static final Logger log = LoggerFactory.getLogger(RunnableTools.class);

    private static final Map<Request, RunContext> CALLERS = new ConcurrentHashMap<>();
    private static final ReferenceQueue<ToolExecutionRequest> GONE = new ReferenceQueue<>();

    private final AtomicBoolean warned = new AtomicBoolean();

    /** Creates what calls one tool. */
    ToolCallers() {}

    /** Notes that the requests come from a model that was called in this context. */
    static void remember(@Nullable List<ToolExecutionRequest> requests, RunContext caller) {
        forgetGone();
        if (requests != null && caller.run().isPresent()) {
            requests.forEach(request -> CALLERS.put(new Request(request, GONE), caller));
        }
    }

    /** Calls the tool in the run in which its model was called, unless a run is known already. */
    <T> T call(ToolExecutionRequest request, RunnableConfig config, Supplier<T> tool) {
        RunContext caller = CALLERS.remove(new Request(request, null));
        if (RunContext.currentRun().isPresent() || config.run().isPresent()) {
            return tool.get();
        }
        if (caller != null) {
            return caller.wrapSupplier(tool).get();
        }
        warnIfNobodyHears(request, config);
        return tool.get();
    }

    private void warnIfNobodyHears(ToolExecutionRequest request, RunnableConfig config) {
        boolean isHeard = !config.additions().handlers().isEmpty()
                || !config.additions().asyncHandlers().isEmpty()
                || !GlobalCallbacks.handlers().isEmpty()
                || !GlobalCallbacks.asyncHandlers().isEmpty();
        if (!isHeard && !warned.getAndSet(true)) {
            log.warn(
                    "The tool \"{}\" is called outside every run, and nobody hears of its run (said once). If its AI service is"
                            + " called inside a run, give the model a RunChatModelListener, or hand the config on by"
                            + " RunnableConfigs.toParameters(config).",
                    request.name());
        }
    }

    private static void forgetGone() {
        for (Reference<?> gone = GONE.poll(); gone != null; gone = GONE.poll()) {
            CALLERS.remove(gone);
        }
    }

    /** A request by its identity. */
    private static final class Request extends WeakReference<ToolExecutionRequest> {
        private final int hash;

        Request(ToolExecutionRequest request, @Nullable ReferenceQueue<ToolExecutionRequest> queue) {
            super(request, queue);
            this.hash = System.identityHashCode(request);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (this == other) {
                return true;
            }
            ToolExecutionRequest own = get();
            return own != null && other instanceof Request request && request.refersTo(own);
        }
    }
}
