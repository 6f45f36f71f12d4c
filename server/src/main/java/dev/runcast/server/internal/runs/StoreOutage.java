package dev.runcast.server.internal.runs;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs once that a store of runs cannot be reached, and once that it can be reached again, however often it is asked meanwhile. */
final class StoreOutage {
    private static final Logger log = LoggerFactory.getLogger(StoreOutage.class);

    private final AtomicBoolean isAway = new AtomicBoolean();

    /** Asks the store something, which is to be asked again later if it fails. */
    void whileAsking(Runnable question) {
        try {
            question.run();
            if (isAway.compareAndSet(true, false)) {
                log.info("The store of runs can be reached again");
            }
        } catch (RuntimeException away) {
            if (isAway.compareAndSet(false, true)) {
                log.warn("The store of runs cannot be reached", away);
            }
        }
    }
}
