package dev.runcast.server;

import static dev.runcast.server.LangGraphJson.frames;
import static dev.runcast.server.LangGraphJson.newThread;
import static dev.runcast.server.LangGraphJson.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.ChunkSink;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.server.store.ForwardingRunStore;
import dev.runcast.server.store.NewRun;
import dev.runcast.server.store.Redactor;
import dev.runcast.server.store.RunEnd;
import dev.runcast.server.store.RunLease;
import dev.runcast.server.store.RunStore;
import dev.runcast.server.store.StoredRun;
import dev.runcast.server.store.ThreadKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is kept of runs, and what is not. */
@Timeout(60)
class KeptRunsTest {
    private static final String MODES =
            ",\"stream_mode\":[\"events\",\"custom\",\"output\"],\"metadata\":{\"card\":\"visa\"}";

    private final List<String> kept = Collections.synchronizedList(new ArrayList<>());
    private final List<String> inputs = Collections.synchronizedList(new ArrayList<>());

    /** Notes all that it is given. */
    private final class NotingStore extends ForwardingRunStore {
        NotingStore() {
            super(RunStore.inMemory(ServerLimits.defaults()));
        }

        @Override
        public boolean createThread(ThreadKey thread, String metadata) {
            kept.add(metadata);
            return super.createThread(thread, metadata);
        }

        @Override
        public boolean replaceMetadata(ThreadKey thread, String expected, String metadata) {
            kept.add(metadata);
            return super.replaceMetadata(thread, expected, metadata);
        }

        @Override
        public StoredRun create(NewRun run, Duration term) {
            kept.add(run.toString());
            return super.create(run, term);
        }

        @Override
        public CompletionStage<?> append(RunLease lease, long first, List<String> events) {
            kept.addAll(events);
            return super.append(lease, first, events);
        }

        @Override
        public StoredRun end(RunLease lease, RunEnd end) {
            kept.add(end.toString());
            return super.end(lease, end);
        }
    }

    private RunnableServer.Builder server() {
        return RunnableServer.builder()
                .port(0)
                .showErrors(true)
                .store(new NotingStore())
                .mount(
                        "/pay",
                        TypedRunnable.ofChunks(
                                RunnableDescriptor.builder("pay")
                                        .input(String.class)
                                        .build(),
                                (String card, RunnableConfig config, ChunkSink<String> sink) -> {
                                    inputs.add(card);
                                    CustomEvents.dispatch("paid", card, config);
                                    sink.emit(card + "!");
                                }))
                .mount("/fail", TypedRunnable.of("fail", (String card) -> {
                    throw new IllegalArgumentException(card);
                }));
    }

    private static List<SseFrame> stream(RunnableServer server, String runnable) throws Exception {
        String request = run(runnable, MODES).replace("\"tea\"", "\"visa\"");
        return frames(Http.post(server, "/threads/" + newThread(server) + "/runs/stream", request));
    }

    @Test
    void areRedactedBeforeTheyAreStored() throws Exception {
        try (LogCapture log = LogCapture.ofWarnings();
                RunnableServer server = server().redactor((part, json) -> json.replace("visa", "****"))
                        .start()) {
            List<SseFrame> frames = stream(server, "pay");
            assertThat(frames)
                    .extracting(SseFrame::event)
                    .contains("events", "custom")
                    .endsWith("output");
            assertThat(frames).noneMatch(frame -> frame.data().contains("visa"));
            assertThat(frames).last().extracting(SseFrame::data).isEqualTo("{\"output\":\"****!\"}");
            assertThat(stream(server, "fail"))
                    .last()
                    .extracting(SseFrame::data)
                    .asString()
                    .contains("****");
            String thread = "/threads/" + newThread(server);
            Http.sendJson(server, "PATCH", thread, "{\"metadata\":{\"card\":\"visa\"}}");
            Http.post(server, "/threads", "{\"metadata\":{\"card\":\"visa\"}}");

            assertThat(inputs).containsExactly("visa");
            assertThat(log.entries()).hasSize(1); // that a run has failed
            assertThat(kept).hasSizeGreaterThan(10).noneMatch(json -> json.contains("visa"));
        }
    }

    @Test
    void haveNothingOfWhatTheRedactorFailsWith() throws Exception {
        for (Redactor.Part failing : Redactor.Part.values()) {
            kept.clear();
            try (LogCapture log = LogCapture.ofWarnings();
                    RunnableServer server = server().redactor((part, json) -> {
                                if (part == failing) {
                                    throw new IllegalStateException("no idea");
                                }
                                return Objects.requireNonNull(json).replace("visa", "****");
                            })
                            .start()) {
                assertThat(stream(server, "pay"))
                        .extracting(SseFrame::event)
                        .startsWith("metadata", "events", "events", "custom")
                        .endsWith("output");
                assertThat(stream(server, "fail"))
                        .last()
                        .extracting(SseFrame::event)
                        .isEqualTo("error");
                assertThat(kept).noneMatch(json -> json.contains("visa"));
                assertThat(log.entries())
                        .extracting(LogCapture.Entry::message)
                        .contains("The redactor failed. Nothing is kept of this part: " + failing);
            }
        }
    }

    @Test
    void haveNoChunksIfTheyAreNotKept() throws Exception {
        try (RunnableServer server = server().keepChunks(false).start()) {
            List<SseFrame> frames = stream(server, "pay");
            assertThat(frames)
                    .extracting(SseFrame::event)
                    .containsExactly("metadata", "events", "events", "custom", "events", "output");
            assertThat(frames).last().extracting(SseFrame::data).isEqualTo("{\"output\":\"visa!\"}");
            assertThat(kept).noneMatch(json -> json.contains("on_chain_stream"));
        }
    }
}
