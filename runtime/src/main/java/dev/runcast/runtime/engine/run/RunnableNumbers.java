package dev.runcast.runtime.engine.run;

import dev.runcast.runtime.RunnableDescriptor;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Numbers for the runnables of generated code, by which a thread knows its current runs as long as nobody asks for them. A number keeps
 * nothing alive: what it stands for is a constant of the class whose method runs. When such a class is unloaded, its numbers are given
 * anew.
 */
final class RunnableNumbers {
    private static final VarHandle NUMBER = numberHandle();

    /** By number. There is no number 0. */
    private static volatile @Nullable WeakReference<RunnableDescriptor>[] runnables = array(64);

    private RunnableNumbers() {}

    private static VarHandle numberHandle() {
        try {
            return MethodHandles.privateLookupIn(RunnableDescriptor.class, MethodHandles.lookup())
                    .findVarHandle(RunnableDescriptor.class, "number", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError("RunnableDescriptor.number", impossible);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // There are no generic arrays.
    private static @Nullable WeakReference<RunnableDescriptor>[] array(int length) {
        return new WeakReference[length];
    }

    /** Returns the number of a runnable, which gets one when it is first asked for. */
    static int of(RunnableDescriptor runnable) {
        int number = (int) NUMBER.get(runnable); // without a barrier, which keeps the JVM from what it does best
        return number == 0 ? give(runnable) : number;
    }

    private static synchronized int give(RunnableDescriptor runnable) {
        int number = (int) NUMBER.get(runnable);
        if (number == 0) {
            number = free();
            runnables[number] = new WeakReference<>(runnable);
            NUMBER.set(runnable, number);
        }
        return number;
    }

    private static int free() {
        @Nullable WeakReference<RunnableDescriptor>[] given = runnables;
        for (int number = 1; number < given.length; number++) {
            WeakReference<RunnableDescriptor> runnable = given[number];
            if (runnable == null || runnable.refersTo(null)) {
                return number;
            }
        }
        runnables = Arrays.copyOf(given, 2 * given.length);
        return given.length;
    }

    /** Returns the runnable of a number, a run of which is open. */
    static RunnableDescriptor runnable(int number) {
        @Nullable WeakReference<RunnableDescriptor>[] given = runnables;
        WeakReference<RunnableDescriptor> runnable = number < given.length ? given[number] : null;
        RunnableDescriptor known = runnable == null ? null : runnable.get();
        return known == null ? givenByAnother(number) : known;
    }

    /** Returns a runnable that another thread has just given its number. */
    private static synchronized RunnableDescriptor givenByAnother(int number) {
        return Objects.requireNonNull(Objects.requireNonNull(runnables[number]).get());
    }
}
