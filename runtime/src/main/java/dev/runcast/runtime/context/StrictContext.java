package dev.runcast.runtime.context;

import dev.runcast.runtime.engine.run.StrictWatch;
import java.util.List;

/**
 * Finds mistakes in the use of runs that a program does not notice, for tests. While it is open it watches the whole process, on all
 * threads, at the cost of a stack trace for each scope:
 *
 * <pre>{@code
 * try (StrictContext strict = StrictContext.watch()) {
 *   research.withConfig(config).research("tea");
 * }
 * }</pre>
 *
 * <p>It finds
 *
 * <ul>
 *   <li>scopes of runs that are left open, that are closed on another thread, or not in reverse order;
 *   <li>a root run that is started on another thread while a run with listeners is open, where its parent was probably lost;
 *   <li>an event in a root run to which nobody listens;
 *   <li>an event that the runnable does not declare; lambdas that have a name only declare nothing, and are not checked;
 *   <li>an event stream, or a stream of chunks, that was neither read to its end nor closed.
 * </ul>
 *
 * <p>A run belongs to the one that was open when it started, or when its parent did, and a scope to the one that was open when it
 * was opened: what they do later is not another's fault.
 *
 * <p>Safe for any number of threads. There is one at a time, so tests that use it do not run at once.
 *
 * @since 0.1
 */
public final class StrictContext implements AutoCloseable {
    private final StrictWatch watch;

    private StrictContext(StrictWatch watch) {
        this.watch = watch;
    }

    /**
     * Starts to watch.
     *
     * @throws IllegalStateException if another one is open
     */
    public static StrictContext watch() {
        StrictWatch watch = StrictWatch.start();
        if (watch == null) {
            throw new IllegalStateException(
                    "A StrictContext is open already. Close it first; it watches the whole process.");
        }
        return new StrictContext(watch);
    }

    /**
     * Returns what was found so far, without what is still open. Each says what is wrong and what to do; its stack trace is the
     * place.
     */
    public List<AssertionError> findings() {
        return watch.findings();
    }

    /**
     * Stops to watch. What is open on other threads has a second to be closed, since a thread may tell of its result before it leaves its
     * scope, as those of Reactor do. Scopes that were left open on this thread are closed, so that what comes next is not inside their
     * runs.
     *
     * @throws AssertionError if something was found or is still open: the finding, or one that has them all as suppressed ones
     */
    @Override
    public void close() {
        watch.stop();
        List<AssertionError> findings = watch.findings();
        if (findings.size() == 1) {
            throw findings.get(0);
        }
        if (!findings.isEmpty()) {
            StringBuilder message = new StringBuilder(findings.size() + " mistakes in the use of runs:");
            findings.forEach(finding -> message.append("\n- ").append(finding.getMessage()));
            AssertionError all = new AssertionError(message.toString());
            findings.forEach(all::addSuppressed);
            throw all;
        }
    }
}
