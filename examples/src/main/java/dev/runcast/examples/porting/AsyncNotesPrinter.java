package dev.runcast.examples.porting;

import dev.runcast.runtime.callback.AsyncCallbackHandler;
import dev.runcast.runtime.callback.CustomEvent;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An asynchronous handler: {@code asynchronous.py}. */
public class AsyncNotesPrinter implements AsyncCallbackHandler {
    private final PrintStream out;

    public AsyncNotesPrinter(PrintStream out) {
        this.out = out;
    }

    @Override
    public CompletionStage<Void> onCustomEvent(CustomEvent event) {
        String note = event.payload(ResearchEvents.PROGRESS).note();
        return CompletableFuture.runAsync(() -> out.println(event.name() + " " + note));
    }
}
