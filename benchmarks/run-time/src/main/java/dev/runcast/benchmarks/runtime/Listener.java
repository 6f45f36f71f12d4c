package dev.runcast.benchmarks.runtime;

/** A listener as one writes it by hand. */
interface Listener {
    /** A call starts. */
    void started();

    /** A call ended. */
    void ended();

    /** Something happened in a call. */
    void happened(Progress progress);

    /** Counts, as the handlers of all subjects do. */
    final class Counting implements Listener {
        long count;

        @Override
        public void started() {
            count++;
        }

        @Override
        public void ended() {
            count++;
        }

        @Override
        public void happened(Progress progress) {
            count++;
        }
    }
}
