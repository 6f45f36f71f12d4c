package dev.runcast.runtime.engine.run;

import java.lang.ref.WeakReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the failures of handlers. A handler that fails at each event would fill the log, so that a stack trace is logged once, and
 * the failures after it when their number has doubled. All of them are logged for debugging.
 */
public final class HandlerFailures {
    /** Bears the name of {@code CallbackHandler}. Importing it would close a circle, since background handlers log here, too. */
    private static final Logger log = LoggerFactory.getLogger("dev.runcast.runtime.callback.CallbackHandler");

    /** Failures are told apart by handler class, exception and place. The places that failed last are remembered. */
    private static final int REMEMBERED = 256;

    private static final Map<String, Integer> COUNTS = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > REMEMBERED;
        }
    };

    private static final List<WeakReference<Object>> NONE = List.of();

    /** Copied when it changes, which it hardly ever does: each delivery reads it. */
    private static volatile List<WeakReference<Object>> setAside = NONE;

    private HandlerFailures() {}

    /**
     * Logs a failure of a handler without which the program goes on. A handler that fails by linkage, as with another version of a library
     * than it was made for, would fail at each event. It is set aside: nobody is to call it any more.
     *
     * @param message as in {@link #log}
     */
    public static void logOrSetAside(Throwable failure, String message, Object handler, @Nullable Object at) {
        if (failure instanceof LinkageError) {
            if (setAside(handler)) {
                log(
                        failure,
                        "{} does not work with the version of a library that is there, and is set aside: it is not called any"
                                + " more. Use versions that fit",
                        handler,
                        null);
            }
        } else {
            log(failure, message, handler, at);
        }
    }

    /** Returns whether the handler was set aside. Handlers are told apart by identity, and not kept reachable. */
    public static boolean isSetAside(Object handler) {
        List<WeakReference<Object>> all = setAside;
        if (all == NONE) { // without a look into the list
            return false;
        }
        for (int i = 0; i < all.size(); i++) { // without an iterator for each event
            if (all.get(i).refersTo(handler)) {
                return true;
            }
        }
        return false;
    }

    private static synchronized boolean setAside(Object handler) {
        if (isSetAside(handler)) {
            return false;
        }
        setAside = Stream.concat(
                        setAside.stream().filter(each -> !each.refersTo(null)), Stream.of(new WeakReference<>(handler)))
                .toList();
        return true;
    }

    /**
     * Logs a failure. Never throws, whatever the methods of the handler and of the exception do.
     *
     * @param message says what the handler failed at, with a place for the handler, and one for {@code at} if there is one
     */
    public static void log(Throwable failure, String message, Object handler, @Nullable Object at) {
        try {
            int count = count(handler, failure);
            if (count == 1 || log.isDebugEnabled()) {
                log.warn(message, arguments(handler, at, failure));
            } else if (Integer.bitCount(count) == 1) {
                log.warn(message + ", {} times so far: {}", arguments(handler, at, count, failure.toString()));
            }
        } catch (Throwable unspeakable) {
            log.warn(
                    "{} failed with {}, which cannot be logged",
                    handler.getClass().getName(),
                    failure.getClass().getName());
        }
    }

    private static Object[] arguments(Object handler, @Nullable Object at, Object... others) {
        return Stream.concat(Stream.of(handler), Stream.concat(Stream.ofNullable(at), Stream.of(others)))
                .toArray();
    }

    private static int count(Object handler, Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        String place = trace.length == 0 ? "" : trace[0].toString();
        String key = handler.getClass().getName() + ' ' + failure.getClass().getName() + ' ' + place;
        synchronized (COUNTS) {
            return COUNTS.merge(key, 1, (before, one) -> before == Integer.MAX_VALUE ? before : before + one);
        }
    }
}
