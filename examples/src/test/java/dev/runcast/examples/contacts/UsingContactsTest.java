package dev.runcast.examples.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.stream.StreamEvent;
import dev.runcast.testkit.EventStreams;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UsingContactsTest {
    private static final List<String> LINES = List.of("Ada;ada@example.org", "Bob");

    private final ContactImportRunnables contacts =
            new ContactImportRunnables(new ContactImport(new AddressBookRunnables(new AddressBook())));

    @Test
    void readsPayloadsFromAStream() {
        assertThat(new UsingContacts(contacts).imported(LINES)).containsExactly("Ada", "line 2: no address");
    }

    @Test
    void readsPayloadsFromJson() {
        assertThat(EventStreams.collect(contacts.importContactsRunnable().streamEvents(LINES)))
                .extracting(StreamEvent::toJson)
                .extracting(UsingContacts::received)
                .filteredOn(Optional::isPresent)
                .containsExactly(Optional.of("Ada"), Optional.of("line 2: no address"));
    }
}
