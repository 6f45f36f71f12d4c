package dev.runcast.runtime.engine.run;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.EventSink;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.callback.CallbackManager;
import dev.runcast.runtime.callback.ScopedCallbackHandler;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The one implementation of {@link Run}: its start and what users read of it. {@link RunReports} has how its events come to its
 * handlers.
 *
 * <p>A synchronous run that nobody can hear is no more than this object. All else is in a {@link RunState}, made when somebody asks
 * for it.
 */
public final class ActiveRun extends Ambient.Scope implements Run, EventSink {
    private static final VarHandle STATE = stateHandle();

    /** The input of a run without state that has ended. */
    private static final Object ENDED = new Object();

    private final RunnableDescriptor descriptor;
    private final RunnableConfig config;

    /** The run that was current when this one was started. */
    private final @Nullable ActiveRun ambient;

    private @Nullable Object input;
    private volatile @Nullable RunState state;

    private static VarHandle stateHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(ActiveRun.class, "state", RunState.class);
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError("ActiveRun.state", impossible);
        }
    }

    private ActiveRun(
            RunnableDescriptor descriptor, RunnableConfig config, @Nullable ActiveRun ambient, @Nullable Object input) {
        this.descriptor = descriptor;
        this.config = config;
        this.ambient = ambient;
        this.input = input;
    }

    /**
     * Starts a run and reports it.
     *
     * <p>The run is a child of the config's run, else of the current one of this thread, else a root run.
     *
     * @param current what is current on this thread
     */
    public static ActiveRun start(
            RunnableDescriptor descriptor,
            RunnableConfig config,
            @Nullable Object input,
            boolean async,
            Ambient.@Nullable Scope current) {
        ActiveRun run = new ActiveRun(descriptor, config, Ambient.runOf(current), input);
        if (async || run.mayBeHeard()) {
            run.begin(async, false);
            if (run.isHeard()) {
                RunReports.start(run, RunInputs.reported(run), false);
            }
        }
        return run;
    }

    /** Returns a run that was started without config, and that nobody can hear. */
    static ActiveRun unheard(RunnableDescriptor descriptor, @Nullable ActiveRun ambient) {
        return new ActiveRun(descriptor, RunnableConfig.empty(), ambient, null);
    }

    /** Starts a run whose output is taken in chunks, and reports it. */
    public static ActiveRun startChunked(
            RunnableDescriptor descriptor, RunnableConfig config, @Nullable Object input, boolean async) {
        ActiveRun run = startUnreported(descriptor, config, input, async);
        if (run.isHeard()) {
            RunReports.start(run, RunInputs.reported(run), false);
        }
        return run;
    }

    /**
     * Starts a run whose input is taken in chunks, too, and reports it.
     *
     * @param input what is known of the input
     */
    public static ActiveRun startStreamed(
            RunnableDescriptor descriptor, RunnableConfig config, @Nullable Object input, boolean async) {
        ActiveRun run = startUnreported(descriptor, config, input, async);
        if (run.isHeard()) {
            RunReports.start(run, RunInputs.reported(run), descriptor.type() == RunType.CHAIN);
        }
        return run;
    }

    private static ActiveRun startUnreported(
            RunnableDescriptor descriptor, RunnableConfig config, @Nullable Object input, boolean async) {
        ActiveRun run = new ActiveRun(descriptor, config, Ambient.current(), input);
        run.begin(async, true);
        return run;
    }

    /** Returns whether somebody hears of this run, or watches it, as far as can be told without its state. */
    private boolean mayBeHeard() {
        if (!isUnwatched()) {
            return true;
        }
        if (config != RunnableConfig.empty()) { // as it is for most wrappers
            if (!((Callbacks) config.additions()).isSilent()) {
                return true;
            }
            Callbacks callbacks = callbacksOf(config);
            if (callbacks != null) {
                return !callbacks.isSilent() || isWatched((ActiveRun) callbacks.runOrNull());
            }
        }
        return !isQuiet(ambient);
    }

    /** Returns whether neither handlers of the process nor whoever watches it would hear of a run that is started now. */
    static boolean isUnwatched() {
        return GlobalHandlers.current() == GlobalHandlers.NONE && StrictWatch.current() == null;
    }

    /** Returns whether nobody hears of the runs below a run because of it. */
    static boolean isQuiet(@Nullable ActiveRun run) {
        return run == null || (run.isSilent() && !isWatched(run));
    }

    private static @Nullable Callbacks callbacksOf(RunnableConfig config) {
        return (Callbacks) config.callbacks().orElse(null);
    }

    /** Returns whether this run has no handlers, those of the process aside. */
    private boolean isSilent() {
        RunState existing = state;
        return existing == null || existing.callbacks.isSilent();
    }

    private static boolean isWatched(@Nullable ActiveRun run) {
        RunState existing = run == null ? null : run.state;
        return existing != null && existing.watch != null;
    }

    /** Gives the run its state. */
    private void begin(boolean async, boolean chunked) {
        RunState begun = new RunState(this, async, !async && !chunked, GlobalHandlers.current(), StrictWatch.current());
        STATE.setRelease(this, begun); // Nobody else has the run yet.
        if (begun.watch != null) {
            boolean isMeant = config.callbacks().isPresent() || Ambient.top() != null;
            begun.watch.started(this, isMeant);
        }
    }

    /** Returns the state, which is made now if the run has done without so far. */
    RunState state() {
        RunState existing = state;
        if (existing != null) {
            return existing;
        }
        if (ambient != null && ambient.state == null) {
            makeStatesAbove();
        }
        RunState made = new RunState(this, false, true, GlobalHandlers.NONE, null);
        if (input == ENDED) {
            made.end();
        }
        RunState other = (RunState) STATE.compareAndExchange(this, null, made);
        return other == null ? made : other;
    }

    /** Makes what the state depends on from the root on. A state that made the one above by itself would take a frame for each run. */
    private void makeStatesAbove() {
        Deque<ActiveRun> without = new ArrayDeque<>();
        for (ActiveRun above = ambient; above != null && above.state == null; above = above.ambient) {
            without.push(above);
        }
        without.forEach(ActiveRun::state);
    }

    /** Returns whether anybody hears of the run itself. */
    public boolean isHeard() {
        RunState existing = state;
        return existing != null && !existing.audience.isEmpty();
    }

    /** Ends the run if nobody has ever heard of it. Returns whether nobody has. */
    private boolean endUnheard() {
        boolean isUnheard = state == null;
        if (isUnheard) {
            input = ENDED;
        }
        return isUnheard;
    }

    /** Ends a synchronous run. Throws what a handler of the policy RAISE threw. */
    public void succeed(@Nullable Object output) {
        if (!endUnheard()) {
            RunReports.end(this, output);
        }
    }

    /** Ends the run with an error. Never throws: what handlers throw is logged, and suppressed in the error if they RAISE. */
    public void fail(Throwable error) {
        if (!endUnheard()) {
            RunReports.error(this, error);
        }
    }

    /**
     * Ends the run with an error, waits until that is reported, and throws it. An interruption, by which streams are cancelled,
     * counts as cancellation, and the thread is interrupted still.
     *
     * @return never; declared so that callers can write {@code throw run.failNow(…)}
     */
    public RuntimeException failNow(Throwable failure) {
        Throwable error = failure;
        if (failure instanceof InterruptedException) {
            error = new CancellationException("The run was cancelled.");
            error.initCause(failure);
        }
        RunReports.errorNow(this, error);
        if (error != failure) {
            Thread.currentThread().interrupt();
        }
        throw Unchecked.rethrow(error);
    }

    /** Says what the input of a run is that took it in chunks. The end or error of the run tells it. */
    public void inputIs(@Nullable Object known) {
        input = known;
        state().isInputReported = false;
    }

    /** Returns the input, as handlers see it if {@link RunState#isInputReported}. */
    @Nullable
    Object input() {
        return input;
    }

    void inputIsReportedAs(@Nullable Object reported) {
        input = reported;
        state().isInputReported = true;
    }

    /** Returns the sink for the events of this run: always the same one for all runs whose events nobody can hear. */
    public EventSink events() {
        RunState existing = state;
        return existing != null && existing.isObserved ? this : Unheard.SINK;
    }

    /** Returns the sink for the events of a run, or of one that nobody can hear and nobody has asked for. */
    public static EventSink sink(@Nullable ActiveRun run) {
        return run == null ? Unheard.SINK : run.events();
    }

    /** The sink of the runs whose events nobody can hear. */
    private enum Unheard implements EventSink {
        SINK;

        @Override
        public void emit(EventType<?> type, @Nullable Object data) {}
    }

    @Override
    public void emit(EventType<?> type, @Nullable Object data) {
        emit(type.name(), data);
    }

    /** Reports a custom event of this run. */
    public void emit(String name, @Nullable Object data) {
        RunState existing = state;
        if (existing != null && existing.isObserved) {
            RunReports.custom(this, existing.handedDown(), name, data);
        }
    }

    /** Returns whether the end or error of the run has come. */
    public boolean hasEnded() {
        return state().hasEnded();
    }

    /** Returns what this run hands down to the runs below it, and what its custom events are reported to. */
    public Callbacks handedDown() {
        return state().handedDown();
    }

    /** Returns what is handed down to this run by the config, else by the run that was current when it started. */
    Callbacks inheritedCallbacks() {
        Callbacks callbacks = callbacksOf(config);
        if (callbacks != null) {
            return callbacks;
        }
        return ambient == null ? Callbacks.empty() : ambient.handedDown();
    }

    /** Returns the run that was current when this one was started. */
    @Nullable
    ActiveRun ambient() {
        return ambient;
    }

    /** Returns the run that this one is part of, or null for a root run. */
    @Nullable
    ActiveRun parentOrNull() {
        Callbacks callbacks = callbacksOf(config);
        return callbacks == null ? ambient : (ActiveRun) callbacks.runOrNull();
    }

    /** Returns the handlers that keep something open while the run is current. */
    List<ScopedCallbackHandler> scopedHandlers() {
        RunState existing = state;
        return existing == null ? List.of() : existing.audience.scopedHandlers();
    }

    /** Returns the config that the run was started with. */
    RunnableConfig config() {
        return config;
    }

    /** Returns the config for the runs below this one. */
    public RunnableConfig childConfig() {
        return state().childConfig();
    }

    /** Returns the config for a part of this run, such as what it chose. */
    public RunnableConfig partConfig() {
        return ChildConfigs.ofPart(this);
    }

    /** Returns the config for a step of this run, whose own run has {@code tag} besides. Other runs below it do not have that tag. */
    public RunnableConfig stepConfig(String tag) {
        return ChildConfigs.ofStep(this, tag);
    }

    /** Returns the id of a run as JSON. */
    public static String idJson(Run run) {
        return ((ActiveRun) run).state().ids().json();
    }

    /** Returns the ids of the runs above a run as JSON. */
    public static String parentIdsJson(Run run) {
        return ((ActiveRun) run).state().ids().parentIdsJson();
    }

    /** Returns the run of a manager, or null. */
    public static @Nullable ActiveRun of(CallbackManager callbacks) {
        return (ActiveRun) Callbacks.of(callbacks).runOrNull();
    }

    @Override
    public RunnableDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Optional<Run> parent() {
        return Optional.ofNullable(parentOrNull());
    }

    @Override
    public UUID id() {
        return state().ids().id();
    }

    @Override
    public Optional<UUID> parentId() {
        return parent().map(Run::id);
    }

    @Override
    public List<UUID> parentIds() {
        return state().ids().parentIds();
    }

    @Override
    public String name() {
        return config.runName().orElse(descriptor.name());
    }

    @Override
    public RunType type() {
        return descriptor.type();
    }

    @Override
    public List<String> tags() {
        return state().callbacks.tags();
    }

    @Override
    public Map<String, @Nullable Object> metadata() {
        return state().callbacks.metadata();
    }

    @Override
    public Instant startTime() {
        return state().startTime();
    }

    @Override
    ActiveRun run() {
        return this;
    }

    /** Returns the name and the id. */
    @Override
    public String toString() {
        return name() + " " + id();
    }
}
