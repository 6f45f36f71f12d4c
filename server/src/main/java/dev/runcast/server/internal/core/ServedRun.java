package dev.runcast.server.internal.core;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.server.Authorizer.Action;
import dev.runcast.server.ClientPrincipal;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Work that is done for a client: a run, or the runs of a batch. It takes its place among the {@link Runs} until it has been
 * answered and all of its runs have ended, also those that go on after they were cancelled.
 *
 * <p>It is cancelled when it takes too long, when the server stops, and by {@link #cancel}.
 */
public final class ServedRun {
    private static final Logger log = LoggerFactory.getLogger(ServedRun.class);

    private final ClientPrincipal principal;
    private final Mount mount;
    private final int count;
    private final Runs runs;
    private final Runnable onEnd;

    /** What goes on: the answer, and each run. */
    private final AtomicInteger open = new AtomicInteger(1);

    private final AtomicBoolean left = new AtomicBoolean();
    private final AtomicReference<@Nullable Failure> cancellation = new AtomicReference<>();
    private volatile @Nullable CompletableFuture<?> work;
    private volatile @Nullable ScheduledFuture<?> timeout;

    /**
     * Creates work.
     *
     * @param onEnd is run when this has given up its place
     */
    ServedRun(ClientPrincipal principal, Mount mount, int count, Runs runs, Runnable onEnd) {
        this.principal = principal;
        this.mount = mount;
        this.count = count;
        this.runs = runs;
        this.onEnd = onEnd;
    }

    ClientPrincipal principal() {
        return principal;
    }

    int count() {
        return count;
    }

    /** What is done with the result. */
    @FunctionalInterface
    public interface Answer<T extends @Nullable Object> {
        /**
         * Answers the client. If this throws, it is called once more, with that as the failure.
         *
         * @param output the result, null if there is a failure
         * @param failure says why there is none, null if there is one
         * @throws Exception if something went wrong; of clients that have gone nobody needs to hear
         */
        void give(T output, @Nullable Failure failure) throws Exception;
    }

    /**
     * Returns a config for the work that tells this of its runs, and the runs of their client. Work that is started with another one
     * is not counted.
     */
    public RunnableConfig counting(RunnableConfig config) {
        RunnableConfig.Builder counting = config.toBuilder().addHandler(new ServedRunHandler(this));
        if (!principal.isAnonymous()) {
            counting.metadata(ClientPrincipal.METADATA_KEY, principal.name());
        }
        return counting.build();
    }

    /**
     * Says that the client of a call waits for this. If it disconnects, this is cancelled. This keeps its place until the answer has
     * been sent.
     */
    public void attach(Call call) {
        open.incrementAndGet();
        call.exchange().onOver(this::close);
        call.exchange().onGone(this::cancel);
    }

    /**
     * Starts the work and returns at once.
     *
     * @param start starts the work and returns its future
     * @param answer is called on a thread of the server
     * @return completes after the answer was given, when this has given its place up if nothing else keeps it
     */
    public <T extends @Nullable Object> CompletableFuture<@Nullable Void> start(
            Supplier<? extends CompletableFuture<T>> start, Answer<? super T> answer) {
        CompletableFuture<T> started;
        try {
            started = start.get();
        } catch (Throwable failure) {
            started = CompletableFuture.failedFuture(failure);
        }
        work = started;
        timeout = runs.timers().after(runs.limits().runTimeout(), () -> cancel(runs.timedOut()));
        if (cancellation.get() != null) {
            cancel(started);
        }
        // Not whenComplete, after which the JDK asks the failure for its text. That is the program's, and may fail.
        return started.handleAsync(
                (output, failure) -> {
                    finish(output, failure, answer);
                    return null;
                },
                runs.timers().executor());
    }

    private <T extends @Nullable Object> void finish(T output, @Nullable Throwable failure, Answer<? super T> answer) {
        ScheduledFuture<?> limit = timeout;
        if (limit != null) {
            limit.cancel(false);
        }
        try {
            give(answer, output, failure == null ? null : told(failure));
        } finally {
            close();
        }
    }

    /** Answers and, if that fails before the client has gone, as with an output that cannot be written, answers that it failed. */
    @SuppressWarnings("NullAway") // Where there is a failure, the output is null.
    private <T extends @Nullable Object> void give(Answer<? super T> answer, T output, @Nullable Failure failure) {
        try {
            answer.give(output, failure);
        } catch (Throwable wrong) { // such as an error of a getter, or a lack of memory
            log.warn("A run at \"{}\" could not be answered", mount.path(), ShortenedFailure.of(wrong));
            if (failure == null) {
                give(answer, null, runs.failure(wrong));
            }
        }
    }

    private Failure told(Throwable failure) {
        Failure cancelled = cancellation.get();
        if (cancelled != null) {
            // Clients come and go. Only what the server itself decided is worth a line.
            log.atLevel(cancelled.isByClient() ? Level.DEBUG : Level.INFO)
                    .log("A run at \"{}\" was cancelled: {}", mount.path(), cancelled.message());
            return cancelled;
        }
        Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        log.warn("A run at \"{}\" failed", mount.path(), ShortenedFailure.of(cause));
        return runs.failure(cause);
    }

    /** Gives the place up without having started. */
    public void abandon() {
        close();
    }

    /** Cancels the work because nobody waits for it any more. May be called at any time, and more than once. */
    public void cancel() {
        cancel(Failure.byClient("The client has gone."));
    }

    /** Cancels the work for a reason, which the client is told. May be called at any time; calls after the first do nothing. */
    public void cancel(Failure why) {
        if (cancellation.compareAndSet(null, why)) {
            CompletableFuture<?> started = work;
            if (started != null) {
                cancel(started);
            }
        }
    }

    /** Returns whether this was cancelled because the server stops. */
    public boolean isStopped() {
        return Runs.STOPPING.equals(cancellation.get());
    }

    /** Notes that one of the runs has started. */
    void started(UUID runId) {
        open.incrementAndGet();
        runs.access().done(principal, Action.RUN, mount, runId);
    }

    /** The program may have something to do when it is cancelled, and fail. */
    private void cancel(CompletableFuture<?> started) {
        try {
            started.cancel(true);
        } catch (Throwable wrong) {
            log.warn("A run at \"{}\" could not be cancelled", mount.path(), ShortenedFailure.of(wrong));
        }
    }

    /** Notes that one of the runs has ended, or that it has been answered. */
    void close() {
        if (open.decrementAndGet() == 0 && left.compareAndSet(false, true)) {
            runs.remove(this);
            onEnd.run();
        }
    }
}
