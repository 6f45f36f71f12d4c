package dev.runcast.spring;

import dev.runcast.server.store.RunStore;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Asks a store of runs for what it finds fast. */
final class RunStoreHealth extends AbstractHealthIndicator {
    private final RunStore store;

    RunStoreHealth(RunStore store) {
        super("The store of runs cannot be reached");
        this.store = store;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        store.lost(1);
        builder.up();
    }
}
