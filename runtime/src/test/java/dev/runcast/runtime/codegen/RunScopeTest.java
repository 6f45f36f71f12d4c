package dev.runcast.runtime.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.EventType;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.context.RunContext;
import dev.runcast.runtime.fixtures.Recorder;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Wrappers as the processor generates them. */
class RunScopeTest {
    private static final RunnableDescriptor GREET =
            RunnableDescriptor.builder("greet").parameter("name", String.class).build();
    private static final EventType<String> SAID = EventType.of("said", String.class);

    private final Recorder recorder = new Recorder();
    private final RunnableConfig config =
            RunnableConfig.builder().addHandler(recorder).build();

    @AfterEach
    void noRunIsLeft() {
        assertThat(RunContext.currentRun()).isEmpty();
    }

    private String greet(String name, RunnableConfig config) throws IOException {
        RunScope run = RunScope.open(GREET, config, name);
        String output;
        try {
            run.events().emit(SAID, "hello");
            if (name.isEmpty()) {
                throw new IOException("nobody");
            }
            output = "hello " + name + " in " + run.config().run().orElseThrow().name();
        } catch (Throwable error) {
            run.fail(error);
            throw error;
        }
        run.succeed(output);
        return output;
    }

    private CompletableFuture<String> greetAsync(CompletionStage<String> body) {
        RunScope run = RunScope.openAsync(GREET, config, "x");
        run.events().emit(SAID, "hello");
        return run.succeedWhenDone(body);
    }

    @Test
    void aSynchronousWrapperReportsTheRun() throws IOException {
        assertThat(greet("ada", config)).isEqualTo("hello ada in greet");
        assertThat(recorder.lines()).containsExactly("start greet", "greet: said hello", "end greet");
    }

    @Test
    void anAsynchronousWrapperEndsWithItsStage() {
        CompletableFuture<String> body = new CompletableFuture<>();
        CompletableFuture<String> run = greetAsync(body);
        assertThat(RunContext.currentRun()).isEmpty();
        assertThat(recorder.lines()).containsExactly("start greet", "greet: said hello");
        body.complete("out");
        assertThat(run).isCompletedWithValue("out");
        assertThat(recorder.lines()).endsWith("end greet");
    }

    @Test
    void anAsynchronousWrapperOfAMethodThatReturnsNullFails() {
        assertThat(greetAsync(null))
                .isCompletedExceptionally()
                .failsWithin(Duration.ofMinutes(1))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(NullPointerException.class)
                .withMessageContaining("\"greet\" returned null");
        assertThat(recorder.lines()).endsWith("error greet NullPointerException");
    }
}
