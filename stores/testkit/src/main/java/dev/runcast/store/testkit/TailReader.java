package dev.runcast.store.testkit;

import dev.runcast.server.store.EventPage;
import dev.runcast.server.store.EventTail;
import dev.runcast.server.store.RunStore;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Reads as a server does: as long as there is something, and then when it is woken. */
final class TailReader {
    private TailReader() {}

    /** Returns all events of a run, when it has ended. */
    static List<String> readAll(RunStore store, UUID run) throws InterruptedException {
        List<String> read = new ArrayList<>();
        Semaphore changes = new Semaphore(0);
        try (EventTail tail = store.tail(run, 0, changes::release)) {
            EventPage page = tail.next(5);
            while (true) {
                if (!page.events().isEmpty() && page.first() != read.size() + 1) {
                    throw new AssertionError(
                            "After the event " + read.size() + " came the event " + page.first() + ".");
                }
                read.addAll(page.events());
                if (page.isLast()) {
                    return read;
                }
                if (page.events().isEmpty() && !changes.tryAcquire(20, TimeUnit.SECONDS)) {
                    throw new AssertionError("After the event " + read.size() + " a reader was not woken for 20 s.");
                }
                page = tail.next(5);
            }
        }
    }
}
