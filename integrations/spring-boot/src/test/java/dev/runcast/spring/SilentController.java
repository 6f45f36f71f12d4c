package dev.runcast.spring;

import dev.runcast.runtime.TypedRunnable;
import dev.runcast.spring.app.ResearchRunnables;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Sends events as controllers do, with comments that come sooner. */
@RestController
class SilentController {
    private final ResearchRunnables research;

    SilentController(ResearchRunnables research) {
        this.research = research;
    }

    @GetMapping("/silent")
    SseEmitter silent(@RequestParam String topic) {
        SentEvents events = new SentEvents("research", Duration.ofMillis(50));
        events.follow(research.researchRunnable().streamEventsAsync(topic, events::send));
        return events.emitter();
    }

    @GetMapping("/cancelled")
    SseEmitter cancelled() {
        return RunEvents.sse(
                TypedRunnable.of("cancelled", (String input) -> {
                    throw new CancellationException("enough");
                }),
                "tea");
    }
}
