package dev.runcast.examples.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.examples.contacts.ContactImport.Rejected;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.testkit.TestRun;
import dev.runcast.testkit.junit.CallbackHandlerContract;
import java.util.List;
import org.junit.jupiter.api.Test;

class RejectionCounterTest implements CallbackHandlerContract {
    private final RejectionCounter counter = new RejectionCounter();

    @Override
    public CallbackHandler handler() {
        return counter;
    }

    @Test
    void countsARejectedLine() {
        TestRun run = TestRun.builder("import_contacts")
                .event(ContactImportEvents.LINE, new Rejected(2, "no address"))
                .output(0)
                .run();
        counter.onRunStart(run.start());
        counter.onCustomEvent(run.customEvents().get(0));
        counter.onRunEnd(run.end());
        assertThat(counter.rejected()).isEqualTo(1);
    }

    @Test
    void countsRejectedLines() {
        new ContactImportRunnables(new ContactImport(new AddressBookRunnables(new AddressBook())))
                .withConfig(RunnableConfig.builder().addHandler(counter).build())
                .importContacts(List.of("Ada;ada@example.org", "Bob", "Cleo"));
        assertThat(counter.rejected()).isEqualTo(2);
    }
}
