package dev.runcast.examples.names;

import dev.runcast.annotations.Runnable;
import java.util.ArrayList;
import java.util.List;

/**
 * Uses both types that are called {@code Runnable}. The import gives the short name to the annotation; the functional
 * interface is written in full, also where it is a type argument: javac takes {@code List<Runnable>} without a word, for a list
 * of annotations.
 */
public class BothRunnables {
    private final List<java.lang.Runnable> tasks = new ArrayList<>();

    /** Adds a task to those that {@link #runAll} runs. */
    public void add(java.lang.Runnable task) {
        tasks.add(task);
    }

    /** Runs all tasks, and returns how many there were. */
    @Runnable(name = "run_all")
    public int runAll() {
        tasks.forEach(java.lang.Runnable::run);
        return tasks.size();
    }
}
