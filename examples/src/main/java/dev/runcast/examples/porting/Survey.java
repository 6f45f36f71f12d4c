package dev.runcast.examples.porting;

import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.RunnableConfig;
import java.util.ArrayList;
import java.util.List;

/** Runs below a run: {@code nested.py}. */
public class Survey {
    private final ResearchRunnables research;

    public Survey(ResearchRunnables research) {
        this.research = research;
    }

    @Runnable
    public List<String> survey(List<String> topics, RunnableConfig config) {
        List<String> answers = new ArrayList<>();
        for (String topic : topics) {
            answers.add(research.withConfig(config).research(topic));
        }
        return answers;
    }
}
