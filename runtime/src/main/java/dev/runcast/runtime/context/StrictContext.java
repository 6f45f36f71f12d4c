package dev.runcast.runtime.context;

import dev.runcast.runtime.engine.run.StrictWatch;
import java.util.List;

/**
 * Finds mistakes in the use of runs that a program does not notice. It is for tests. While it is open, it watches all threads of the
 * process, and records a stack trace for each scope:
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
 * <p>A run belongs to the {@code StrictContext} that was open when the run, or its parent, started. A scope belongs to the one that was
 * open when the scope was opened. A later {@code StrictContext} does not report their mistakes.
 *
 * <p>Safe for any number of threads. Only one can be open at a time, so do not run tests that use it in parallel.
 *
 * @since 0.1
 */
public final class StrictContext implements AutoCloseable {
    private final StrictWatch watch;

    private StrictContext(StrictWatch watch) {
        this.watch = watch;
    }

    /**
     * Starts watching.
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
     * Returns the mistakes found so far, without scopes that are still open. Each message says what is wrong and what to do. Each stack
     * trace shows the place.
     */
    public List<AssertionError> findings() {
        return watch.findings();
    }

    /**
     * Stops watching. It gives scopes on other threads a second to close, since a thread may hand over its result before it leaves its
     * scope, as Reactor's threads do. It closes scopes that were left open on this thread, so that the next test does not run inside
     * them.
     *
     * @throws AssertionError if there are findings, or scopes that are still open. Several findings are suppressed errors of one
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
