package dev.runcast.benchmarks.runtime;

/** The heap of this JVM. */
final class Heap {
    private Heap() {}

    /** Returns how much of it is reachable. */
    static long used() {
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
