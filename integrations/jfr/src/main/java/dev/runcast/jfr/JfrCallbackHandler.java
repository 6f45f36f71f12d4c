package dev.runcast.jfr;

import dev.runcast.runtime.Run;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.json.JsonCodec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Records runs and custom events with JDK Flight Recorder, beside the events of the JVM:
 *
 * <pre>{@code
 * GlobalCallbacks.register(new JfrCallbackHandler());
 * }</pre>
 *
 * <p>A run is recorded as a {@code dev.runcast.Run} with its duration, a custom event as a {@code dev.runcast.CustomEvent} with its data
 * as JSON. Neither has a stack trace unless the settings of a recording ask for it. While no recording has them enabled, the handler
 * only checks that.
 *
 * <p>Safe for any number of threads. A run may end on another thread than it started on; both are recorded.
 *
 * @since 0.1
 */
public final class JfrCallbackHandler implements CallbackHandler {
    /** The maximal length of a custom event's data in a recording, in characters: {@value}. A note takes the place of longer data. */
    public static final int MAX_DATA = 16 * 1024;

    private static final JsonCodec JSON = JsonCodec.limitedTo(MAX_DATA);

    /** Never recorded: they only say whether such events are, which needs no new object, and works where there is no recorder. */
    private static final RunRecord RUNS = new RunRecord();

    private static final CustomEventRecord CUSTOM_EVENTS = new CustomEventRecord();

    /** What is recorded of runs that have not ended. Weak, since a run whose start another handler refuses does not end. */
    private final Map<Run, RunRecord> open = Collections.synchronizedMap(new WeakHashMap<>());

    /** Creates a handler, for the whole process or for a config. */
    public JfrCallbackHandler() {}

    @Override
    public void onRunStart(RunEvent.Start event) {
        if (RUNS.isEnabled()) {
            RunRecord record = new RunRecord();
            record.startThread = Thread.currentThread();
            open.put(event.run(), record);
            event.time(); // is wanted here, and is that of the run's id
            record.begin();
        }
    }

    @Override
    public void onRunEnd(RunEvent.End event) {
        end(event.run(), null);
    }

    @Override
    public void onRunError(RunEvent.Error event) {
        end(event.run(), event.error());
    }

    private void end(Run run, @Nullable Throwable error) {
        RunRecord record = RUNS.isEnabled() ? open.remove(run) : null;
        if (record == null) {
            return;
        }
        record.end();
        if (record.shouldCommit()) {
            record.name = run.name();
            record.type = run.type().name();
            record.runId = run.id().toString();
            record.parentRunId = run.parentId().map(UUID::toString).orElse(null);
            record.tags = String.join(",", run.tags());
            if (error != null) {
                record.error = error.getClass().getName();
                record.errorMessage = error.getMessage();
            }
            record.commit();
        }
    }

    @Override
    public void onCustomEvent(CustomEvent event) {
        if (CUSTOM_EVENTS.isEnabled()) {
            CustomEventRecord record = new CustomEventRecord();
            record.name = event.name();
            record.runName = event.run().name();
            record.runId = event.run().id().toString();
            record.data = json(event.data());
            record.commit();
        }
    }

    /** Returns the data as JSON, or a note that says why that cannot be. */
    private static String json(@Nullable Object data) {
        try {
            return JSON.write(data instanceof Throwable error ? error.toString() : data);
        } catch (VirtualMachineError trouble) {
            throw trouble;
        } catch (Throwable unwritable) { // Whatever methods of the program throw is no reason to lose the event.
            Map<String, String> note = new LinkedHashMap<>();
            note.put("__error__", unwritable.getClass().getSimpleName());
            note.put("message", unwritable.getMessage());
            return JsonCodec.defaultCodec().write(note);
        }
    }

    /** The recorder has times of its own. */
    @Override
    public boolean ignoresTimes() {
        return true;
    }

    /** The recorder orders events by their times. */
    @Override
    public boolean ignoresSequence() {
        return true;
    }

    /** Returns what it is, for logs. */
    @Override
    public String toString() {
        return "JDK Flight Recorder";
    }
}
