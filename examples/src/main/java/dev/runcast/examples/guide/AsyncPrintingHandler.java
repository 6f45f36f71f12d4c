package dev.runcast.examples.guide;

import dev.runcast.runtime.callback.AsyncCallbackHandler;
import dev.runcast.runtime.callback.CustomEvent;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An asynchronous handler: it prints on another thread, one event after the other, and no thread waits for it. */
public final class AsyncPrintingHandler implements AsyncCallbackHandler {
    private final PrintStream out;

    public AsyncPrintingHandler(PrintStream out) {
        this.out = out;
    }

    @Override
    public CompletionStage<Void> onCustomEvent(CustomEvent event) {
        return CompletableFuture.runAsync(() -> out.println(ReceivedEvents.describe(event)));
    }
}
