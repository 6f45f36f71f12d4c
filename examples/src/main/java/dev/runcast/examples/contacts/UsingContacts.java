package dev.runcast.examples.contacts;

import dev.runcast.examples.contacts.ContactImport.Imported;
import dev.runcast.examples.contacts.ContactImport.Line;
import dev.runcast.examples.contacts.ContactImport.Rejected;
import dev.runcast.runtime.stream.RemoteEvent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Hears what becomes of the lines of an import, in this process and in another. */
public final class UsingContacts {
    private final ContactImportRunnables contacts;

    public UsingContacts(ContactImportRunnables contacts) {
        this.contacts = contacts;
    }

    /** Reads the payloads of one event of an import. */
    public List<String> imported(List<String> input) {
        try (Stream<Line> lines =
                contacts.importContactsRunnable().streamEvents(input).only(ContactImportEvents.LINE)) {
            return lines.map(UsingContacts::describe).toList();
        }
    }

    /** Tells the cases of a sealed payload apart. From Java 21 on, a switch does. */
    static String describe(Line line) {
        if (line instanceof Imported imported) {
            return imported.name();
        } else if (line instanceof Rejected rejected) {
            return "line " + rejected.number() + ": " + rejected.reason();
        }
        throw new IllegalArgumentException(line.toString());
    }

    /** Reads an event of another process from its JSON. */
    public static Optional<String> received(String json) {
        RemoteEvent event = RemoteEvent.read(json);
        if (event.matches(ContactImportEvents.LINE)) {
            return Optional.ofNullable(event.payload(ContactImportEvents.LINE)).map(UsingContacts::describe);
        }
        return Optional.empty();
    }
}
