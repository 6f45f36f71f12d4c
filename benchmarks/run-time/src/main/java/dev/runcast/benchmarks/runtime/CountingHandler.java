package dev.runcast.benchmarks.runtime;

import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;

/** Counts, as the handlers of all subjects do. */
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
