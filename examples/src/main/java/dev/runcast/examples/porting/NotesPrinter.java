package dev.runcast.examples.porting;

import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import java.io.PrintStream;

/** A handler: {@code handlers.py}. */
public class NotesPrinter implements CallbackHandler {
    private final PrintStream out;

    public NotesPrinter(PrintStream out) {
        this.out = out;
    }

    @Override
    public void onCustomEvent(CustomEvent event) {
        String note = event.payload(ResearchEvents.PROGRESS).note();
        Object user = event.metadata().get("user");
        out.println(event.name() + " " + note + " " + event.tags().get(0) + " " + user);
    }

    @Override
    public void onRunEnd(RunEvent.End event) {
        out.println("end " + event.output());
    }
}
