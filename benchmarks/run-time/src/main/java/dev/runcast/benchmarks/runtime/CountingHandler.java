package dev.runcast.benchmarks.runtime;

import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;

/** Counts, as the handlers of all subjects do, and as theirs asks neither for the time nor for a number. */
class CountingHandler implements CallbackHandler {
    long count;

    @Override
    public void onRunStart(RunEvent.Start event) {
        count++;
    }

    @Override
    public void onRunEnd(RunEvent.End event) {
        count++;
    }

    @Override
    public void onCustomEvent(CustomEvent event) {
        count++;
    }

    @Override
    public boolean ignoresTimes() {
        return true;
    }

    @Override
    public boolean ignoresSequence() {
        return true;
    }

    /** Also has the time and the number of each event, as a handler has that says nothing about it. */
    static final class KnowingTimes extends CountingHandler {
        @Override
        public boolean ignoresTimes() {
            return false;
        }

        @Override
        public boolean ignoresSequence() {
            return false;
        }
    }

    /** Also reads the id of each run. */
    static final class ReadingIds extends CountingHandler {
        long bits;

        @Override
        public void onRunStart(RunEvent.Start event) {
            super.onRunStart(event);
            bits += event.run().id().getLeastSignificantBits();
        }
    }
}
