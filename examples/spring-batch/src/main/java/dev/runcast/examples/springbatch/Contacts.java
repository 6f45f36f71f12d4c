package dev.runcast.examples.springbatch;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** What the job does with lines of a file. */
@NullMarked
public class Contacts {
    private final List<String> saved = new ArrayList<>();

    /** Why a line was left out. */
    public record Rejected(String line, String reason) {}

    /** Returns the name in a line, or null for a line that is to be left out. */
    @Runnable(description = "Reads the name in a line.")
    @EmitsEvent(name = "rejected", payload = Rejected.class)
    public @Nullable String parse(String line, ContactsEvents events) {
        int comma = line.indexOf(',');
        if (comma < 0) {
            events.rejected(line, "no comma");
            return null;
        }
        return line.substring(0, comma);
    }

    void save(List<? extends String> names) {
        saved.addAll(names);
    }

    /** Returns what was saved. */
    public List<String> saved() {
        return List.copyOf(saved);
    }
}
