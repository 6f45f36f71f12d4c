package dev.runcast.examples.porting;

import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CustomEvent;

/** A handler whose exceptions go into the program: {@code errors.py}. */
public class Budget implements CallbackHandler {
    @Override
    public ErrorPolicy errorPolicy() {
        return ErrorPolicy.RAISE;
    }

    @Override
    public void onCustomEvent(CustomEvent event) {
        if (event.payload(ResearchEvents.PROGRESS).step() > 1) {
            throw new IllegalArgumentException("too many steps");
        }
    }
}
