package dev.runcast.mdc;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.callback.ScopedCallbackHandler;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Puts the current run into SLF4J's {@link MDC}, so that each line of a log names its run:
 *
 * <pre>{@code
 * GlobalCallbacks.register(new MdcCallbackHandler());
 * }</pre>
 *
 * <p>A thread has the entries while a run is current on it. Afterwards they have their previous values. The handler does not touch other
 * entries.
 *
 * <p>Stateless, and safe for any number of threads.
 *
 * @since 0.1
 */
public final class MdcCallbackHandler implements ScopedCallbackHandler {
    /** The key of the id of the current run: {@value}. */
    public static final String RUN_ID = "run_id";

    /** The key of the name of the current run: {@value}. */
    public static final String RUN_NAME = "run_name";

    /** The key of the id of the root run: {@value}. All lines of one call have the same value. */
    public static final String ROOT_RUN_ID = "root_run_id";

    /** Creates a handler, for the whole process or for a config. */
    public MdcCallbackHandler() {}

    @Override
    public Scope openScope(Run run) {
        Entries previous = Entries.current();
        Entries.of(run).set();
        return previous::set;
    }

    /** Returns true: the handler uses scopes only. */
    @Override
    public boolean ignoresRuns(RunType type) {
        return true;
    }

    /** Returns true: the handler uses scopes only. */
    @Override
    public boolean ignoresCustomEvents() {
        return true;
    }

    /** Returns true: the handler uses scopes only. */
    @Override
    public boolean ignoresTimes() {
        return true;
    }

    /** Returns true: the handler uses scopes only. */
    @Override
    public boolean ignoresSequence() {
        return true;
    }

    /** Returns what it is, for logs. */
    @Override
    public String toString() {
        return "MDC of the current run";
    }

    /** What a thread has under the keys, null where there is no entry. */
    private record Entries(
            @Nullable String id,
            @Nullable String name,
            @Nullable String rootId) {

        static Entries current() {
            return new Entries(MDC.get(RUN_ID), MDC.get(RUN_NAME), MDC.get(ROOT_RUN_ID));
        }

        static Entries of(Run run) {
            String id = run.id().toString();
            List<UUID> above = run.parentIds();
            return new Entries(
                    id, run.name(), above.isEmpty() ? id : above.get(0).toString());
        }

        void set() {
            set(RUN_ID, id);
            set(RUN_NAME, name);
            set(ROOT_RUN_ID, rootId);
        }

        private static void set(String key, @Nullable String value) {
            if (value == null) {
                MDC.remove(key);
            } else {
                MDC.put(key, value);
            }
        }
    }
}
