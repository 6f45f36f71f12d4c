package dev.runcast.examples.contacts;

import static dev.runcast.testkit.RuncastAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.examples.contacts.ContactImport.Imported;
import dev.runcast.examples.contacts.ContactImport.Rejected;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.StreamEvent;
import dev.runcast.testkit.EventStreams;
import dev.runcast.testkit.RecordingCallbackHandler;
import dev.runcast.testkit.RecordingEventSink;
import dev.runcast.testkit.Transcript;
import dev.runcast.testkit.junit.StrictMode;
import java.util.List;
import org.junit.jupiter.api.Test;

@StrictMode
class ContactImportTest {
    private static final List<String> LINES = List.of("Ada;ada@example.org", "Bob");

    private final RecordingCallbackHandler recording = new RecordingCallbackHandler();
    private final AddressBookRunnables addressBook = new AddressBookRunnables(new AddressBook());
    private final ContactImportRunnables contacts = new ContactImportRunnables(new ContactImport(addressBook))
            .withConfig(RunnableConfig.builder().addHandler(recording).build());

    @Test
    void tellsWhatBecomesOfEachLine() {
        contacts.importContacts(LINES);
        assertThat(recording)
                .run("import_contacts")
                .emitted(ContactImportEvents.LINE, line -> line instanceof Imported)
                .emittedPayloads(ContactImportEvents.LINE, new Imported("Ada"), new Rejected(2, "no address"))
                .emittedExactly(ContactImportEvents.LINE, ContactImportEvents.LINE, ContactImportEvents.DONE)
                .endedWith(1);
    }

    @Test
    void addsEachContactInARunOfItsOwn() {
        contacts.importContacts(LINES);
        assertThat(recording).hasTree("""
                import_contacts
                  add_contact
                  add_contact
                """);
        assertThat(recording.runs("add_contact").get(1)).failedWith(IllegalArgumentException.class, "no address");
    }

    @Test
    void canBeTestedWithoutARun() {
        var sink = new RecordingEventSink();
        new ContactImport(addressBook).importContacts(List.of(), RunnableConfig.empty(), new ContactImportEvents(sink));
        assertThat(sink).emittedExactly(ContactImportEvents.DONE);
        assertThat(sink.payloads(ContactImportEvents.LINE)).isEmpty();
    }

    @Test
    void streamsItsEvents() {
        EventStream stream = contacts.importContactsRunnable().streamEvents(LINES);
        List<StreamEvent> events = EventStreams.collect(stream);
        assertThat(events)
                .filteredOn(event -> event.matches(ContactImportEvents.LINE))
                .hasSize(2);
    }

    @Test
    void doesWhatItDidBefore() {
        contacts.importContacts(LINES);
        Transcript.of(recording).assertMatches("transcripts/contacts.txt");
    }
}
