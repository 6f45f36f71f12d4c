package dev.runcast.examples.contacts;

import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CustomEvent;
import java.util.concurrent.atomic.AtomicInteger;

/** A handler that counts the lines that were rejected. */
public final class RejectionCounter implements CallbackHandler {
    private final AtomicInteger rejected = new AtomicInteger();

    /** Returns how many lines were rejected so far. */
    public int rejected() {
        return rejected.get();
    }

    @Override
    public void onCustomEvent(CustomEvent event) {
        if (event.matches(ContactImportEvents.LINE)
                && event.payload(ContactImportEvents.LINE) instanceof ContactImport.Rejected) {
            rejected.incrementAndGet();
        }
    }
}
