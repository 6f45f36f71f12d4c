package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.ResearchRunnables.AskInput;
import com.example.ResearchRunnables.ResearchInput;
import dev.runcast.runtime.RunnableDescriptor.Parameter;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.StreamEvent;
import org.junit.jupiter.api.Test;

class ResearchTest {
    private final ResearchRunnables research = new ResearchRunnables(new Research("Java"));

    @Test
    void isCalledFromKotlin() {
        KotlinCaller caller = new KotlinCaller();

        assertThat(caller.research("tea")).containsExactly("tea 1 in Kotlin", "tea 2 in Kotlin");
        assertThat(caller.getSeen()).containsExactly(new Progress(1, 2, null), new Progress(2, 2, null));
        assertThat(caller.tell("Ada")).isEqualTo("Once there was Ada");
    }

    @Test
    void isCalledFromJava() {
        assertThat(research.research("coffee", null, 1)).containsExactly("coffee 1 in Java");
        assertThat(new Research_CompanionRunnables(Research.Companion).shout("tea"))
                .isEqualTo("TEA");
    }

    @Test
    void writesPayloadsOfKotlinAsJson() {
        ResearchInput input = new ResearchInput("tea", "green", 1);
        try (EventStream events = research.researchRunnable().streamEvents(input)) {
            assertThat(events.stream().map(StreamEvent::toJson))
                    .anyMatch(json -> json.contains("\"data\":{\"step\":1,\"total\":1,\"note\":\"green\"}"));
        }
    }

    @Test
    void knowsTheNamesOfParameters() {
        assertThat(research.researchRunnable().descriptor().parameters())
                .extracting(Parameter::name)
                .containsExactly("topic", "hint", "limit");
    }

    @Test
    void awaitsSuspendFunctionsInKotlin() {
        assertThat(new KotlinCaller().ask("tea")).containsExactly("tea", "tea", "last");
        assertThat(new KotlinCaller().words("hot tea")).containsExactly("hot", "tea");
    }

    @Test
    void invokesSuspendFunctionsInJava() {
        assertThat(research.askRunnable().invoke(new AskInput("tea", 1))).containsExactly("tea");
        assertThat(research.pauseRunnable().invoke(null)).isNull();
        assertThat(research.wordsRunnable().invoke("hot tea")).isEqualTo("hottea");
    }

    @Test
    void streamsEventsOfSuspendFunctions() {
        try (EventStream events = research.askRunnable().streamEvents(new AskInput("tea", 1))) {
            assertThat(events.stream().map(StreamEvent::name)).contains("asked");
        }
    }
}
