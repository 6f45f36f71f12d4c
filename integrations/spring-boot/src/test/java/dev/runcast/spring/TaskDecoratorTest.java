package dev.runcast.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.Run;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.callback.GlobalCallbacks;
import dev.runcast.runtime.context.RunContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

/** That the current run is carried to the threads of Spring Boot's executors, and that decorators and executors of the application serve runs. */
class TaskDecoratorTest {
    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(RuncastAutoConfiguration.class, TaskExecutionAutoConfiguration.class))
            .withUserConfiguration(Helper.class);

    @Configuration
    @EnableAsync
    static class Helper {
        @Async
        CompletableFuture<String> currentRun() {
            return CompletableFuture.completedFuture(
                    RunContext.currentRun().map(Run::name).orElse("none") + " on "
                            + Thread.currentThread().getName());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void asynchronousMethodsKnowTheRun(boolean virtualThreads) {
        contexts.withPropertyValues("spring.threads.virtual.enabled=" + virtualThreads)
                .run(context -> {
                    Helper helper = context.getBean(Helper.class);
                    String current = TypedRunnable.of(
                                    "outer", (Integer x) -> helper.currentRun().get())
                            .invoke(1);
                    assertThat(current)
                            .startsWith("outer on ")
                            .doesNotContain(Thread.currentThread().getName());
                });
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnDecorator {
        final AtomicInteger decorated = new AtomicInteger();

        @Bean
        TaskDecorator own() {
            return task -> {
                decorated.incrementAndGet();
                return task;
            };
        }
    }

    @Test
    void anotherDecoratorIsNotDisplaced() {
        contexts.withUserConfiguration(OwnDecorator.class).run(context -> {
            Executor executor = context.getBean("applicationTaskExecutor", Executor.class);
            String current = TypedRunnable.of(
                            "outer",
                            (Integer x) -> CompletableFuture.supplyAsync(
                                            () -> RunContext.currentRun()
                                                    .map(Run::name)
                                                    .orElse("none"),
                                            executor)
                                    .get())
                    .invoke(1);
            assertThat(current).isEqualTo("outer");
            assertThat(context.getBean(OwnDecorator.class).decorated).hasValue(1);
        });
    }

    /** Says on which thread it runs. */
    static class Where {
        @dev.runcast.annotations.Runnable
        String thread() {
            return Thread.currentThread().getName();
        }
    }

    @Test
    void decoratesTheTasksOfRunsOnce() {
        contexts.withUserConfiguration(OwnDecorator.class, Where.class).run(context -> {
            AtomicInteger decorated = context.getBean(OwnDecorator.class).decorated;
            context.getBean(TaskDecoratorTest_WhereRunnables.class)
                    .threadRunnable()
                    .invokeAsync(null)
                    .join();
            assertThat(decorated).hasValue(1);
            TypedRunnable.of("lambda", (Integer x) -> x).invokeAsync(1).join();
            assertThat(decorated).hasValue(2);
        });
        assertThat(GlobalCallbacks.handlers()).doesNotHaveAnyElementsOfTypes(DecoratedTasks.class);
    }

    @Test
    void runsStartOnTheExecutorOfTheApplicationForThem() {
        contexts.withUserConfiguration(Where.class)
                .withBean("runcastTaskExecutor", Executor.class, () -> task -> new Thread(task, "own thread").start())
                .run(context -> assertThat(context.getBean(TaskDecoratorTest_WhereRunnables.class)
                                .threadRunnable()
                                .invokeAsync(null)
                                .join())
                        .isEqualTo("own thread"));
    }
}
