package dev.runcast.examples.spring;

import dev.runcast.spring.RunEvents;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Shows the research while it goes on, or its result. */
@RestController
public class ResearchController {
    private final ResearchRunnables research;

    /** Creates a controller with the wrapper, which is a bean because {@link Research} is one. */
    public ResearchController(ResearchRunnables research) {
        this.research = research;
    }

    /** Streams the events of a run. */
    @GetMapping("/research/events")
    public SseEmitter events(@RequestParam String topic) {
        return RunEvents.sse(research.researchRunnable(), topic);
    }

    /** Answers when the run has ended. */
    @GetMapping("/research")
    public String result(@RequestParam String topic) throws InterruptedException {
        return research.research(topic);
    }
}
