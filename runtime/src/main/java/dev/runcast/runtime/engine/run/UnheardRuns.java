package dev.runcast.runtime.engine.run;

import java.util.AbstractMap.SimpleEntry;
import org.jspecify.annotations.Nullable;

/**
 * Runs of a thread that nobody can hear. Such a run is only the number of its runnable until somebody asks for the current run: to note
 * a number takes no memory, and no barrier of the garbage collector, which takes longer than all else that such a run does. Then this,
 * which has the runs, takes the place of the numbers.
 *
 * <p>Numbers are of runs that were opened after all that is in the slot of the thread. Whatever else becomes current has the runs made
 * before.
 */
final class UnheardRuns extends Ambient.Scope {
    /** Where the numbers say how many runs without config are open that nobody can hear. */
    private static final int OPEN = 0;

    /** Where they say how many of these, from the outermost, have been made. */
    private static final int MADE = 1;

    private static final int FIRST = 2;

    /** Runs that are deeper than this are made at once. */
    private static final int MOST = 14;

    private final int first;
    private final ActiveRun[] runs;
    private final Ambient.@Nullable Scope previous;
    private int open;

    private UnheardRuns(int first, ActiveRun[] runs, Ambient.@Nullable Scope previous) {
        this.first = first;
        this.runs = runs;
        this.previous = previous;
        this.open = runs.length;
    }

    static int[] none() {
        return new int[FIRST + MOST];
    }

    /** Returns whether there are runs that were not made. */
    static boolean areNumbers(int[] numbers) {
        return numbers[OPEN] > numbers[MADE];
    }

    /**
     * Opens a run, unless somebody hears what is current, or there are too many.
     *
     * @param current what is current but for these runs
     * @return which one it is, or -1 if nothing was done
     */
    static int open(int[] numbers, int runnable, Ambient.@Nullable Scope current) {
        int index = numbers[OPEN];
        int at = FIRST + index;
        if (at >= numbers.length || (index == numbers[MADE] && current != null && !ActiveRun.isQuiet(current.run()))) {
            return -1;
        }
        numbers[at] = runnable;
        numbers[OPEN] = index + 1;
        return index;
    }

    /** Closes a run, unless it has been made. Returns whether it was closed. */
    static boolean close(int[] numbers, int index) {
        if (numbers[MADE] > index) {
            return false;
        }
        numbers[OPEN] = index;
        return true;
    }

    /** Closes a run and those inside it, made or not. */
    static void closeFrom(int[] numbers, int index) {
        numbers[OPEN] = index;
        numbers[MADE] = index;
    }

    /** Closes runs that were not made. */
    static void closeNumbers(int[] numbers) {
        numbers[OPEN] = numbers[MADE];
    }

    /** Makes the runs that were not made, which are then in the slot. */
    static void make(SimpleEntry<int[], Ambient.@Nullable Scope> slot) {
        int[] numbers = slot.getKey();
        int first = numbers[MADE];
        Ambient.Scope previous = slot.getValue();
        ActiveRun[] runs = new ActiveRun[numbers[OPEN] - first];
        ActiveRun run = Ambient.runOf(previous);
        for (int i = 0; i < runs.length; i++) {
            run = ActiveRun.unheard(RunnableNumbers.runnable(numbers[FIRST + first + i]), run);
            runs[i] = run;
        }
        slot.setValue(new UnheardRuns(first, runs, previous));
        numbers[MADE] = numbers[OPEN];
    }

    @Override
    ActiveRun run() {
        return runs[open - 1];
    }

    Ambient.@Nullable Scope previous() {
        return previous;
    }

    boolean has(int index) {
        return first <= index;
    }

    ActiveRun get(int index) {
        return runs[index - first];
    }

    /** Closes one of these runs and those inside it, or all that are left. */
    void close(SimpleEntry<int[], Ambient.@Nullable Scope> slot, int index) {
        int left = Math.max(index, first);
        if (left == first) {
            Ambient.returnTo(previous, slot);
        } else {
            open = left - first;
        }
        closeFrom(slot.getKey(), left);
    }
}
