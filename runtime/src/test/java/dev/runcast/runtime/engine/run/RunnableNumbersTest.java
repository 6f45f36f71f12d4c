package dev.runcast.runtime.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.RunnableDescriptor;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RunnableNumbersTest {
    private static RunnableDescriptor runnable() {
        return RunnableDescriptor.builder("x").build();
    }

    @Test
    void eachRunnableHasItsNumber() {
        List<RunnableDescriptor> runnables =
                IntStream.range(0, 1000).mapToObj(i -> runnable()).toList();
        assertThat(runnables.stream().map(RunnableNumbers::of))
                .doesNotHaveDuplicates()
                .doesNotContain(0);
        assertThat(runnables)
                .allSatisfy(each -> assertThat(RunnableNumbers.runnable(RunnableNumbers.of(each)))
                        .isSameAs(each));
    }

    @Test
    @Timeout(60)
    void aNumberKeepsNothingAliveAndIsGivenAgain() {
        int number = RunnableNumbers.of(runnable()); // the lowest that is free
        int later;
        do {
            System.gc();
            later = RunnableNumbers.of(runnable());
        } while (later > number);
        assertThat(later).isPositive();
    }
}
