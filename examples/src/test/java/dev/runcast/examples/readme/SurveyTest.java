package dev.runcast.examples.readme;

import static dev.runcast.testkit.RuncastAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.testkit.RecordingCallbackHandler;
import dev.runcast.testkit.junit.StrictMode;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@StrictMode
class SurveyTest {
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final RecordingCallbackHandler recording = new RecordingCallbackHandler();
    private final SurveyRunnables survey = new SurveyRunnables(
                    new Survey(new ResearchRunnables(new Research()), threads))
            .withConfig(RunnableConfig.builder().addHandler(recording).build());

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void theConfigCarriesTheRunToOtherThreads() throws Exception {
        assertAnswered(survey.survey(List.of("tea", "coffee")));
        assertThat(recording).run("survey").hasChildren("research", "research");
    }

    @Test
    void anExecutorCarriesTheRunToOtherThreads() throws Exception {
        assertAnswered(survey.surveyInContext(List.of("tea", "coffee")));
        assertThat(recording).run("survey_in_context").hasChildren("research", "research");
    }

    private void assertAnswered(List<Future<String>> answers) throws Exception {
        assertThat(answers.get(0).get()).isEqualTo("about tea");
        assertThat(answers.get(1).get()).isEqualTo("about coffee");
        assertThat(recording).emittedTimes(ResearchEvents.PROGRESS, 4).emittedTimes(ResearchEvents.DONE, 2);
    }
}
