package dev.runcast.store.testkit;

import dev.runcast.server.ServerLimits;
import dev.runcast.server.store.RunStore;

class MemoryRunStoreTest extends RunStoreContract {
    @Override
    protected RunStore open(Retention retention) {
        return RunStore.inMemory(ServerLimits.builder()
                .finishedRunExpiry(retention.endedRuns())
                .threadExpiry(retention.idleThreads())
                .maxReplayEvents(retention.eventsPerRun())
                .build());
    }
}
