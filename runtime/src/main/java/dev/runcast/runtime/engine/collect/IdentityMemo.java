package dev.runcast.runtime.engine.collect;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was made of a few keys, which are told apart by identity and not kept reachable. It forgets rather than grows, and is
 * safe for any number of threads as long as values are immutable: at worst, one is made again.
 */
public final class IdentityMemo<K, V> {
    private static final int SIZE = 8;

    private @Nullable Entry<?, ?> @Nullable [] entries;

    /** Creates one that remembers nothing. */
    public IdentityMemo() {}

    /** Returns what was made of {@code key}, or null if that is not known. */
    @SuppressWarnings("unchecked") // put() has put a V under this key.
    public @Nullable V get(K key) {
        @Nullable Entry<?, ?>[] known = entries;
        Entry<Object, ?> entry = known == null ? null : (Entry<Object, ?>) known[slot(key)];
        return entry != null && entry.key.refersTo(key) ? (V) entry.value : null;
    }

    /** Remembers what was made of {@code key}, and returns it. */
    public V put(K key, V value) {
        @Nullable Entry<?, ?>[] known = entries;
        if (known == null) {
            known = new Entry<?, ?>[SIZE];
            entries = known;
        }
        known[slot(key)] = new Entry<>(new WeakReference<>(key), value);
        return value;
    }

    private static int slot(Object key) {
        return System.identityHashCode(key) & (SIZE - 1);
    }

    private record Entry<K, V>(WeakReference<K> key, V value) {}
}
