package dev.runcast.runtime.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** The pool for JVMs without virtual threads. */
class WorkExecutorTest {
    private static CompletableFuture<Thread> occupy(Executor pool, CountDownLatch until) {
        CompletableFuture<Thread> started = new CompletableFuture<>();
        pool.execute(() -> {
            started.complete(Thread.currentThread());
            try {
                until.await();
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        });
        return started;
    }

    @Test
    void hasNamedDaemonThreadsAndRefusesMoreThanItMayHave() throws Exception {
        Executor pool = WorkExecutor.pool(2);
        CountDownLatch until = new CountDownLatch(1);
        try {
            for (int i = 1; i <= 2; i++) {
                Thread thread = occupy(pool, until).get();
                assertThat(thread.getName()).isEqualTo("runcast-" + i);
                assertThat(thread.isDaemon()).isTrue();
            }
            assertThatExceptionOfType(RejectedExecutionException.class)
                    .isThrownBy(() -> pool.execute(() -> {}))
                    .withMessageContaining("All 2 threads")
                    .withMessageContaining("executor(…)");
        } finally {
            until.countDown();
        }
    }

    @Test
    void aBatchIsDoneOnTheCallingThreadWhenThereIsNoOther() throws Exception {
        Executor pool = WorkExecutor.pool(1);
        CountDownLatch until = new CountDownLatch(1);
        try {
            occupy(pool, until).get();
            TypedRunnable<Integer, Thread> where = TypedRunnable.of("where", (Integer x) -> Thread.currentThread());
            RunnableConfig config = RunnableConfig.builder().executor(pool).build();
            assertThat(where.batch(List.of(1, 2, 3), config)).containsOnly(Thread.currentThread());
            assertThat(where.invokeAsync(1, config))
                    .as("other work is refused")
                    .failsWithin(java.time.Duration.ofMinutes(1))
                    .withThrowableThat()
                    .withCauseInstanceOf(RejectedExecutionException.class);
        } finally {
            until.countDown();
        }
    }
}
