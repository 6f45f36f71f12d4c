package dev.runcast.spring.app;

import dev.runcast.spring.RunEvents;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@RestController
public class ResearchController {
    private final ResearchRunnables research;

    public ResearchController(ResearchRunnables research) {
        this.research = research;
    }

    @GetMapping("/research")
    public SseEmitter research(@RequestParam String topic) {
        return RunEvents.sse(research.researchRunnable(), topic);
    }

    @GetMapping("/fail")
    public SseEmitter fail(@RequestParam String why) {
        return RunEvents.sse(research.failRunnable(), why);
    }

    @GetMapping("/endless")
    public SseEmitter endless() {
        return RunEvents.sse(research.endlessRunnable(), null);
    }

    @GetMapping("/plain")
    public String plain() {
        return research.secret();
    }
}
