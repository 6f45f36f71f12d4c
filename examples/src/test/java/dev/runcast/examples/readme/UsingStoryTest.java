package dev.runcast.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.examples.story.Story;
import dev.runcast.examples.story.StoryEvents;
import dev.runcast.examples.story.StoryRunnables;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.stream.StreamEvent;
import dev.runcast.testkit.EventStreams;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UsingStoryTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final StoryRunnables story = new StoryRunnables(new Story());
    private final UsingStory using = new UsingStory(story, new PrintStream(printed, true));

    @Test
    void handsEachChunkToAConsumer() {
        using.tell();
        assertThat(printed).hasToString("Once there was Ada. Ada had tea.");
    }

    @Test
    void pullsWhatIsWanted() {
        assertThat(using.beginning()).isEqualTo("Once there was Ada");
    }

    @Test
    void hasEventsGivenToAConsumer() {
        assertThat(using.watch()).succeedsWithin(1, TimeUnit.MINUTES);
        assertThat(printed.toString()).startsWith("Told[piece=1, of=5]").contains("Told[piece=5, of=5]");
    }

    @Test
    void publishesEvents() {
        assertThat(EventStreams.collect(using.events()))
                .extracting(StreamEvent::event)
                .hasSize(12)
                .startsWith("on_chain_start", "on_chain_stream", "on_custom_event")
                .endsWith("on_chain_end");
    }

    @Test
    void typedListenersHearOfPieces() {
        List<Integer> pieces = new ArrayList<>();
        RunnableConfig config = RunnableConfig.builder()
                .on(StoryEvents.TOLD, told -> pieces.add(told.piece()))
                .build();
        assertThat(story.storyRunnable().invoke("Ada", config)).isEqualTo("Once there was Ada. Ada had tea.");
        assertThat(pieces).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void otherShapesStreamToo() {
        try (Stream<Integer> counted = story.count(3)) {
            assertThat(counted).containsExactly(1, 2, 3);
        }
        assertThat(story.countRunnable().invoke(3)).as("numbers are added").isEqualTo(6);
        assertThat(story.spellRunnable().stream("tea")).containsExactly("t", "e", "a");
        List<String> letters = new ArrayList<>();
        assertThat(story.spell("tea", letters::add)).succeedsWithin(1, TimeUnit.MINUTES);
        assertThat(letters).containsExactly("t", "e", "a");
        assertThat(EventStreams.collect(story.spellRunnable().streamEvents("tea")))
                .extracting(StreamEvent::event)
                .containsExactly(
                        "on_chain_start", "on_chain_stream", "on_chain_stream", "on_chain_stream", "on_chain_end");
    }
}
