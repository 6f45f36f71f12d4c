package dev.runcast.examples.guide;

import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CustomEvent;
import java.io.PrintStream;

/** A handler that prints the custom events it receives. */
public final class PrintingHandler implements CallbackHandler {
    private final PrintStream out;

    public PrintingHandler(PrintStream out) {
        this.out = out;
    }

    @Override
    public void onCustomEvent(CustomEvent event) {
        out.println(ReceivedEvents.describe(event));
    }
}
