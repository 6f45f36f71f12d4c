package com.example.app;

import com.example.app.closed.Note;
import com.example.research.Research;
import com.example.research.ResearchRunnables;
import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.RunnableConfig;
import java.util.Optional;

final class Survey {
    @Runnable
    @EmitsEvent(name = "noted", payload = Note.class)
    String survey(String topic, RunnableConfig config, SurveyEvents events) {
        String answer = new ResearchRunnables(new Research()).withConfig(config).research(topic);
        events.noted(new Note(Optional.of(answer)));
        return answer;
    }
}
