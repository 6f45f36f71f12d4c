package dev.runcast.examples.springbatch;

import static dev.runcast.testkit.RuncastAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.examples.springbatch.Contacts.Rejected;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.testkit.RecordingCallbackHandler;
import dev.runcast.testkit.junit.StrictMode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

@StrictMode
class ContactImportTest {
    private final RecordingCallbackHandler recording = new RecordingCallbackHandler();

    @Test
    void runsOfItemsAreInThoseOfTheirChunks() throws Exception {
        Contacts contacts = new Contacts();
        ContactImport contactImport = new ContactImport(contacts);
        contactImport.execute(
                contactImport.job(List.of("Ada,London", "Grace,New York", "nobody")),
                RunnableConfig.builder().addHandler(recording).build());

        assertThat(contacts.saved()).containsExactly("Ada", "Grace");
        assertThat(recording).emittedPayloads(ContactsEvents.REJECTED, new Rejected("nobody", "no comma"));
        assertThat(recording).hasTree("""
                start
                  import
                    load
                      chunk
                        parse
                        parse
                      chunk
                        parse
                """);
    }

    @Test
    void printsWhatRan() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Main.run(new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("import", "load", "chunk", "rejected");
    }
}
