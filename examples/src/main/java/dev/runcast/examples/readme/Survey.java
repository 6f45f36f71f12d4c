package dev.runcast.examples.readme;

import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.context.RunContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Runs that are started on other threads, as parts of this one. */
public class Survey {
    private final ResearchRunnables research;
    private final ExecutorService threads;

    /** Creates a survey that does its research on these threads. */
    public Survey(ResearchRunnables research, ExecutorService threads) {
        this.research = research;
        this.threads = threads;
    }

    /** The config carries the run to the other threads. */
    @Runnable
    public List<Future<String>> survey(List<String> topics, RunnableConfig config) {
        List<Future<String>> answers = new ArrayList<>();
        for (String topic : topics) {
            answers.add(threads.submit(() -> research.withConfig(config).research(topic)));
        }
        return answers;
    }

    /** The executor carries the run to the other threads, for code that does not know it. */
    @Runnable(name = "survey_in_context")
    public List<Future<String>> surveyInContext(List<String> topics) {
        ExecutorService threads = RunContext.propagating(this.threads);
        List<Future<String>> answers = new ArrayList<>();
        for (String topic : topics) {
            answers.add(threads.submit(() -> research.research(topic)));
        }
        return answers;
    }
}
