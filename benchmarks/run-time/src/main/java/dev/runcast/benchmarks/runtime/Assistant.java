package dev.runcast.benchmarks.runtime;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.RunnableConfig;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The work with runs and events of Runcast, as a user declares them. What is measured is what is generated for it. */
public final class Assistant {
    private final Work work = new Work();
    private final String question;
    private final AssistantRunnables runs;

    /** Creates an assistant whose own runs are asked {@code question}. */
    public Assistant(String question) {
        this.question = question;
        this.runs = new AssistantRunnables(this);
    }

    /** Answers, and has nothing injected. */
    @Runnable
    public String answer(String question) {
        return work.answer(question);
    }

    /** Answers, and says so on the way. */
    @Runnable
    @EmitsEvent(name = "progress", payload = Progress.class)
    public String answerSayingSo(Progress progress, AssistantEvents events) {
        events.progress(progress);
        return work.answer(progress.note());
    }

    /** Answers when somebody else does. */
    @Runnable
    public CompletionStage<String> answerLater(CompletableFuture<String> answer) {
        return answer;
    }

    /** Answers in the last of {@code depth} runs, one inside the other. */
    @Runnable
    public String descend(int depth) {
        return depth == 1 ? work.answer(question) : runs.descend(depth - 1);
    }

    /** Keeps a run open, and hands out what belongs to it. */
    @Runnable
    @EmitsEvent(name = "progress", payload = Progress.class)
    public void hold(OpenRun run, RunnableConfig config, AssistantEvents events) throws InterruptedException {
        if (run.goDeeper()) {
            runs.hold(run);
        } else {
            run.hold(events);
        }
    }
}
