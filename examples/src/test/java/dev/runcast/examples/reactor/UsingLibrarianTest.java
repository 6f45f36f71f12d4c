package dev.runcast.examples.reactor;

import static dev.runcast.testkit.RuncastAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.examples.reactor.Librarian.Found;
import dev.runcast.runtime.NoActiveRunException;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.testkit.RecordingCallbackHandler;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Hooks;
import reactor.test.StepVerifier;

class UsingLibrarianTest {
    private final UsingLibrarian using = new UsingLibrarian();
    private final RecordingCallbackHandler recording = new RecordingCallbackHandler();
    private final RunnableConfig config =
            RunnableConfig.builder().addHandler(recording).build();

    @Test
    void eachSubscriptionIsARunWithItsEvents() {
        StepVerifier.create(using.recommendations(config).collectList())
                .assertNext(words -> assertThat(String.join("", words))
                        .isEqualTo("“The Book of Tea” “Tea with Ada” “A Cup of Coffee” "))
                .verifyComplete();
        assertThat(recording)
                .hasTree("""
                        recommend
                          find
                          find
                        """)
                .run("recommend")
                .emittedPayloads(LibrarianEvents.FOUND, new Found("tea", 2), new Found("coffee", 1));
    }

    @Test
    void cancellingCancelsTheRun() {
        StepVerifier.create(using.recommendations(config))
                .expectNext("“")
                .thenCancel()
                .verify();
        assertThat(recording).run("recommend").wasCancelled();
    }

    @Test
    void eventsAreForReactorToo() {
        StepVerifier.create(using.events()
                        .filter(event -> event.matches(LibrarianEvents.FOUND))
                        .mapNotNull(event -> event.payload(LibrarianEvents.FOUND)))
                .expectNext(new Found("tea", 2), new Found("coffee", 1))
                .verifyComplete();
    }

    @Test
    void anInvocationReturnsAllWords() {
        LibrarianRunnables librarian = new LibrarianRunnables(new Librarian(new LibraryRunnables(new Library())));
        assertThat(librarian.recommendRunnable().invoke(List.of("coffee"), config))
                .isEqualTo("“A Cup of Coffee” ");
    }

    @Test
    void deepCodeNeedsTheAutomaticPropagation() {
        RememberingRunnables remembering = new RememberingRunnables(new Remembering());
        StepVerifier.create(remembering.withConfig(config).remember("tea")).verifyError(NoActiveRunException.class);

        UsingLibrarian.propagateAutomatically();
        try {
            StepVerifier.create(remembering.withConfig(config).remember("tea"))
                    .expectNext("tea")
                    .verifyComplete();
        } finally {
            Hooks.disableAutomaticContextPropagation();
        }
        assertThat(recording.customEvents())
                .singleElement()
                .satisfies(event -> assertThat(event.run().name()).isEqualTo("remember"));
    }

    @Test
    void theProgramPrintsWordsRunsAndEvents() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        new Main(new PrintStream(printed, true, StandardCharsets.UTF_8)).run();
        List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).startsWith("2 on tea", "“The Book of Tea” “Tea with Ada” 1 on coffee");
        assertThat(lines).anyMatch(line -> line.startsWith("├─ find"));
        assertThat(lines.get(lines.size() - 1)).startsWith("{\"event\":\"on_chain_end\"");
    }
}
