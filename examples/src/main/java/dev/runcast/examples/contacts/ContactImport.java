package dev.runcast.examples.contacts;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.RunnableConfig;
import java.util.List;

/** Imports contacts from lines such as {@code Ada;ada@example.org}, and tells what becomes of each. */
public class ContactImport {
    /** What became of a line. The annotation has its JSON say which of the two it is. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
    public sealed interface Line permits Imported, Rejected {}

    public record Imported(String name) implements Line {}

    public record Rejected(int number, String reason) implements Line {}

    private final AddressBookRunnables addressBook;

    public ContactImport(AddressBookRunnables addressBook) {
        this.addressBook = addressBook;
    }

    @Runnable(name = "import_contacts", description = "Imports contacts, and returns how many.")
    @EmitsEvent(name = "line", payload = Line.class)
    @EmitsEvent(name = "done")
    public int importContacts(List<String> lines, RunnableConfig config, ContactImportEvents events) {
        int imported = 0;
        for (int i = 0; i < lines.size(); i++) {
            String[] contact = lines.get(i).split(";", 2);
            try {
                addressBook.withConfig(config).add(contact[0], contact.length == 1 ? "" : contact[1]);
                imported++;
                events.line(new Imported(contact[0]));
            } catch (IllegalArgumentException refusal) {
                events.line(new Rejected(i + 1, refusal.getMessage()));
            }
        }
        events.done();
        return imported;
    }
}
