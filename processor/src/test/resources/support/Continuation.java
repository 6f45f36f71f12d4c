package kotlin.coroutines;

/** What Kotlin passes to suspend functions. */
public interface Continuation<T> {}
