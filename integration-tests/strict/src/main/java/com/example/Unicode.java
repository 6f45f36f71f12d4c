package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;

/** Names as they are written in UTF-8. */
public class Unicode {
    public record Size(int länge, String maß) {}

    @Runnable(name = "größe", description = "Misst Äpfel.")
    @EmitsEvent(name = "进度", payload = Size.class)
    public String größe(String äpfel, UnicodeEvents events) {
        events.进度(1, "cm");
        return äpfel;
    }
}
