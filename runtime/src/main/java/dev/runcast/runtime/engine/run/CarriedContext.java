package dev.runcast.runtime.engine.run;

import dev.runcast.runtime.ContextCarrier;
import dev.runcast.runtime.callback.ScopedCallbackHandler;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What carriers and handlers found current on one thread, for work on other threads. The work is done in any case, once, also where one
 * of them fails.
 */
public final class CarriedContext {
    private static final Logger log = LoggerFactory.getLogger(ContextCarrier.class);
    private static final List<ContextCarrier> CARRIERS = findCarriers();
    private static final CarriedContext NOTHING = new CarriedContext(List.of());

    /** The outermost first. */
    private final List<Part> parts;

    private CarriedContext(List<Part> parts) {
        this.parts = parts;
    }

    /** What one of them found. */
    private record Part(Object owner, UnaryOperator<Runnable> context) {}

    private static List<ContextCarrier> findCarriers() {
        List<ContextCarrier> carriers = new ArrayList<>();
        Iterator<ContextCarrier> found = ServiceLoader.load(ContextCarrier.class, ContextCarrier.class.getClassLoader())
                .iterator();
        while (hasNext(found)) {
            try {
                carriers.add(found.next());
            } catch (ServiceConfigurationError | LinkageError failure) {
                log.warn("A context carrier cannot be used. Mend or remove it.", failure);
            }
        }
        return List.copyOf(carriers);
    }

    private static boolean hasNext(Iterator<ContextCarrier> found) {
        while (true) {
            try {
                return found.hasNext();
            } catch (ServiceConfigurationError failure) {
                log.warn("A context carrier cannot be used. Mend or remove it.", failure);
            }
        }
    }

    /** Captures what the carriers find on this thread. */
    public static CarriedContext capture() {
        return capture(List.of());
    }

    /** Captures what the carriers, and then the handlers, find on this thread. */
    static CarriedContext capture(List<ScopedCallbackHandler> handlers) {
        if (CARRIERS.isEmpty() && handlers.isEmpty()) {
            return NOTHING;
        }
        List<Part> parts = new ArrayList<>();
        CARRIERS.forEach(carrier -> add(parts, carrier, carrier::capture));
        handlers.forEach(handler -> add(parts, handler, handler::captureContext));
        return new CarriedContext(parts);
    }

    private static void add(List<Part> parts, Object owner, Supplier<UnaryOperator<Runnable>> capture) {
        if (HandlerFailures.isSetAside(owner)) {
            return;
        }
        try {
            parts.add(new Part(owner, Objects.requireNonNull(capture.get(), "captured context")));
        } catch (Throwable failure) {
            Delivery.logFailure(
                    failure, "{} failed to capture a context, which is not carried to other threads", owner, null);
        }
    }

    /** Returns an executor that does its work with this. */
    Executor wrap(Executor executor) {
        return parts.isEmpty() ? executor : task -> executor.execute(wrap(task));
    }

    /** Returns a task that does {@code task} with this. */
    public Runnable wrap(Runnable task) {
        Runnable wrapped = task;
        for (int i = parts.size() - 1; i >= 0; i--) {
            wrapped = within(parts.get(i), wrapped);
        }
        return wrapped;
    }

    private static Runnable within(Part part, Runnable task) {
        Work work = new Work(task);
        try {
            Runnable wrapped = Objects.requireNonNull(part.context().apply(work), "task");
            return () -> work.runWithin(part.owner(), wrapped);
        } catch (Throwable failure) {
            logFailure(part.owner(), failure);
            return task;
        }
    }

    private static void logFailure(Object owner, Throwable failure) {
        Delivery.logFailure(failure, "{} failed to carry a context to another thread", owner, null);
    }

    /** Returns a task that does {@code task} with this. */
    public <T extends @Nullable Object> Callable<T> wrap(Callable<T> task) {
        return parts.isEmpty()
                ? task
                : () -> {
                    Call<T> call = new Call<>(task);
                    wrap(call).run();
                    return call.outcome();
                };
    }

    /** A task, which is told apart from what is around it. It may be repeated, but not run twice at the same time. */
    private static final class Work implements Runnable {
        private final Runnable task;
        private boolean started;
        private @Nullable Throwable failure;

        Work(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            started = true;
            try {
                task.run();
            } catch (Throwable thrown) {
                failure = thrown;
                throw thrown;
            }
        }

        /** Runs this within what calls it. */
        void runWithin(Object owner, Runnable wrapped) {
            started = false;
            failure = null;
            try {
                wrapped.run();
            } catch (Throwable thrown) {
                if (thrown == failure) {
                    throw thrown;
                }
                logFailure(owner, thrown);
            }
            if (!started) {
                task.run();
            } else if (failure != null) {
                throw Unchecked.rethrow(failure);
            }
        }
    }

    /** A call whose outcome is kept. */
    private static final class Call<T extends @Nullable Object> implements Runnable {
        private final Callable<T> task;
        private @Nullable Throwable failure;
        private @Nullable T result;

        Call(Callable<T> task) {
            this.task = task;
        }

        @Override
        public void run() {
            try {
                result = task.call();
            } catch (Throwable thrown) {
                failure = thrown;
            }
        }

        @SuppressWarnings("NullAway") // It is null only where that may be.
        T outcome() throws Exception {
            if (failure != null) {
                throw Unchecked.rethrow(failure);
            }
            return result;
        }
    }
}
