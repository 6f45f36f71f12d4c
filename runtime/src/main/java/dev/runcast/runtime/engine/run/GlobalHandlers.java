package dev.runcast.runtime.engine.run;

import dev.runcast.runtime.callback.AsyncCallbackHandler;
import dev.runcast.runtime.callback.CallbackHandler;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The handlers of the process at a moment. Who hears which runs is worked out when a handler comes or goes, and not at each run. */
public final class GlobalHandlers {
    static final GlobalHandlers NONE = new GlobalHandlers(List.of());

    private static final AtomicReference<GlobalHandlers> CURRENT = new AtomicReference<>(NONE);

    private final List<Entry> entries;
    private final Audience all;
    private final Audience withoutOwner;
    private final IdentityHashMap<Object, Audience> byOwner = new IdentityHashMap<>();

    private GlobalHandlers(List<Entry> entries) {
        this.entries = List.copyOf(entries);
        this.all = audience(entry -> true);
        this.withoutOwner = audience(entry -> entry.owner == null);
        for (Entry entry : entries) {
            if (entry.owner != null) {
                byOwner.computeIfAbsent(
                        entry.owner, owner -> audience(each -> each.owner == null || each.owner == owner));
            }
        }
    }

    /** A handler of either kind, and whose runs it hears of. */
    private static final class Entry {
        final Object handler;
        final @Nullable Object owner;

        Entry(Object handler, @Nullable Object owner) {
            this.handler = handler;
            this.owner = owner;
        }
    }

    private Audience audience(Predicate<Entry> heard) {
        return Audience.of(handlers(CallbackHandler.class, heard), handlers(AsyncCallbackHandler.class, heard));
    }

    private <T> List<T> handlers(Class<T> kind, Predicate<Entry> heard) {
        return entries.stream()
                .filter(heard)
                .map(entry -> entry.handler)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /**
     * Adds a handler of either kind.
     *
     * @return removes it; further calls do nothing
     * @throws IllegalStateException if it is there already
     */
    public static synchronized Runnable add(Object handler, @Nullable Object owner) {
        Objects.requireNonNull(handler, "handler");
        List<Entry> entries = new ArrayList<>(current().entries);
        if (entries.stream().anyMatch(entry -> entry.handler.equals(handler))) {
            throw new IllegalStateException("The handler " + handler
                    + " is registered already. Close its registration before registering it again.");
        }
        Entry added = new Entry(handler, owner);
        entries.add(added);
        CURRENT.set(new GlobalHandlers(entries));
        AtomicBoolean removed = new AtomicBoolean();
        return () -> {
            if (removed.compareAndSet(false, true)) {
                remove(added::equals);
            }
        };
    }

    /** Removes all handlers of an owner. */
    public static void removeAll(Object owner) {
        remove(entry -> entry.owner == owner);
    }

    private static synchronized void remove(Predicate<Entry> removed) {
        List<Entry> remaining =
                current().entries.stream().filter(removed.negate()).toList();
        CURRENT.set(remaining.isEmpty() ? NONE : new GlobalHandlers(remaining));
    }

    /** Returns the handlers that are registered now: {@link #NONE} if there are none. */
    public static GlobalHandlers current() {
        return CURRENT.getOpaque(); // which has no barrier: all of it is final, and each run asks
    }

    /** Returns who hears of the runs of an owner, or of runs without one. */
    public Audience hearing(@Nullable Object owner) {
        return owner == null ? all : byOwner.getOrDefault(owner, withoutOwner);
    }
}
