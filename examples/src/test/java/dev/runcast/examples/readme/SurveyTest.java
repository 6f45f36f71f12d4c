package dev.runcast.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunnableConfig;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SurveyTest {
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final List<Run> runsWithProgress = new CopyOnWriteArrayList<>();
    private final SurveyRunnables survey = new SurveyRunnables(
                    new Survey(new ResearchRunnables(new Research()), threads))
            .withConfig(RunnableConfig.builder()
                    .on(ResearchEvents.PROGRESS, (progress, event) -> runsWithProgress.add(event.run()))
                    .build());

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void theConfigCarriesTheRunToOtherThreads() throws Exception {
        assertChildren(survey.survey(List.of("tea", "coffee")));
    }

    @Test
    void anExecutorCarriesTheRunToOtherThreads() throws Exception {
        assertChildren(survey.surveyInContext(List.of("tea", "coffee")));
    }

    private void assertChildren(List<Future<String>> answers) throws Exception {
        assertThat(answers.get(0).get()).isEqualTo("about tea");
        assertThat(answers.get(1).get()).isEqualTo("about coffee");
        assertThat(runsWithProgress)
                .hasSize(4)
                .allSatisfy(run -> assertThat(run.parentId()).isPresent());
    }
}
