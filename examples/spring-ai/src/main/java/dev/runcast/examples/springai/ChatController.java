package dev.runcast.examples.springai;

import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.stream.StreamEvent;
import dev.runcast.spring.RunEvents;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;

/** Shows an answer while it is made. */
@RestController
public class ChatController {
    private final AssistantRunnables assistant;

    /** Creates a controller with the wrapper, which is a bean because {@link Assistant} is one. */
    public ChatController(AssistantRunnables assistant) {
        this.assistant = assistant;
    }

    /** Streams all events of a run. */
    @GetMapping("/chat/events")
    public SseEmitter events(@RequestParam String question) {
        return RunEvents.sse(assistant.chatRunnable(), question);
    }

    /** Streams the pieces of the answer, and between them what the tools are doing. */
    @GetMapping(path = "/chat", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    public Flux<ServerSentEvent<Object>> chat(@RequestParam String question) {
        return JdkFlowAdapter.flowPublisherToFlux(assistant.chatRunnable().publishEvents(question))
                .mapNotNull(ChatController::shown);
    }

    private static ServerSentEvent<Object> shown(StreamEvent event) {
        if (event.matches(LibraryEvents.PROGRESS)) {
            return ServerSentEvent.<Object>builder(event.payload(LibraryEvents.PROGRESS))
                    .event("progress")
                    .build();
        }
        return event.isRoot() && event.source() instanceof RunEvent.Chunk piece
                ? ServerSentEvent.builder(piece.chunk()).event("piece").build()
                : null;
    }
}
