package dev.runcast.spring.batch;

import static dev.runcast.testkit.RuncastAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.context.RunContext;
import dev.runcast.testkit.RecordingCallbackHandler;
import dev.runcast.testkit.junit.StrictMode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.FlowBuilder;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.flow.Flow;
import org.springframework.batch.core.job.flow.support.SimpleFlow;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.batch.core.scope.context.StepSynchronizationManager;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.ChunkOrientedStepBuilder;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.batch.infrastructure.item.support.ListItemReader;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.support.TaskExecutorAdapter;

/** Jobs that Spring Batch executes. */
@StrictMode
@Timeout(60)
class RunJobListenerTest {
    private static final EventType<String> EVENT = EventType.of("event", String.class);

    private final RunJobListener runs = new RunJobListener();
    private final ResourcelessJobRepository repository = new ResourcelessJobRepository();
    private final RecordingCallbackHandler recording = new RecordingCallbackHandler();
    private final RunnableConfig config =
            RunnableConfig.builder().addHandler(recording).build();

    @AfterEach
    void nothingIsLeft() {
        assertThat(RunContext.currentRun()).isEmpty();
    }

    /** Executes a job in a run, whose handlers hear of it. */
    private JobExecution execute(Job job) {
        return execute(job, new JobParameters());
    }

    private JobExecution execute(Job job, JobParameters parameters) {
        return TypedRunnable.of("outer", (JobParameters given) -> start(job, given))
                .invoke(parameters, config);
    }

    private JobExecution start(Job job, JobParameters parameters) throws Exception {
        TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
        operator.setJobRepository(repository);
        operator.setJobRegistry(new MapJobRegistry());
        operator.afterPropertiesSet();
        return operator.start(job, parameters);
    }

    private Job job(Step step) {
        return new JobBuilder("import", repository).listener(runs).start(step).build();
    }

    private ChunkOrientedStepBuilder<Integer, Integer> loading(ItemProcessor<Integer, Integer> processor) {
        return new StepBuilder("load", repository)
                .<Integer, Integer>chunk(2)
                .reader(new ListItemReader<>(List.of(1, 2, 3)))
                .processor(processor)
                .writer(chunk -> {})
                .listener(runs)
                .listener(runs.chunks());
    }

    private Step tasklet(String name, Runnable task) {
        return new StepBuilder(name, repository)
                .tasklet((contribution, context) -> {
                    task.run();
                    return RepeatStatus.FINISHED;
                })
                .listener(runs)
                .build();
    }

    private static String current() {
        return RunContext.currentRun().map(Run::name).orElse("none");
    }

    @Test
    void jobsStepsAndChunksAreRuns() {
        JobParameters parameters =
                new JobParametersBuilder().addString("file", "contacts.csv").toJobParameters();
        JobExecution execution =
                execute(job(loading(item -> item == 3 ? null : item).build()), parameters);

        assertThat(execution.getStatus()).isEqualTo(BatchStatus.COMPLETED);
        assertThat(recording).hasTree("""
                outer
                  import
                    load
                      chunk
                      chunk
                """);
        assertThat(recording)
                .run("import")
                .startedWith(Map.of("file", "contacts.csv"))
                .endedWith(Map.of("status", "COMPLETED"));
        assertThat(recording.runs("load").get(0).output())
                .asString()
                .isEqualTo("{status=COMPLETED, read=3, filtered=1, written=2, skipped=0, committed=2, rolled_back=0}");
        assertThat(recording.runs("chunk"))
                .extracting(run -> run.input() + " " + run.output())
                .containsExactly("{items=2} {items=2}", "{items=1} {items=0}");
    }

    @Test
    void theRunOfTheChunkIsCurrentInProcessors() {
        execute(job(loading(item -> {
                    CustomEvents.dispatch(EVENT, item + " in " + current());
                    return TypedRunnable.of("inner", (Integer x) -> x).invoke(item);
                })
                .build()));

        assertThat(recording.payloads(EVENT)).containsExactly("1 in chunk", "2 in chunk", "3 in chunk");
        assertThat(recording).hasTree("""
                outer
                  import
                    load
                      chunk
                        inner
                        inner
                      chunk
                        inner
                """);
    }

    @Test
    void withoutTheListenerOfChunksTheRunOfTheStepIsCurrent() {
        Step step = new StepBuilder("load", repository)
                .<Integer, Integer>chunk(2)
                .reader(new ListItemReader<>(List.of(1)))
                .writer(chunk -> CustomEvents.dispatch(EVENT, current()))
                .listener(runs)
                .build();
        execute(job(step));
        assertThat(recording).run("load").emittedPayloads(EVENT, "load").hasChildren();
    }

    @Test
    void aStepWithATaskIsARun() {
        execute(job(tasklet("clean", () -> CustomEvents.dispatch(EVENT, current()))));
        assertThat(recording).run("clean").succeeded().emittedPayloads(EVENT, "clean");
    }

    @Test
    void aFailureFailsTheRunsOfChunkStepAndJob() {
        JobExecution execution = execute(job(loading(item -> {
                    throw new IOException("no tea");
                })
                .build()));

        assertThat(execution.getStatus()).isEqualTo(BatchStatus.FAILED);
        assertThat(recording).run("chunk").failedWith(IOException.class, "no tea");
        assertThat(recording).run("load").failedWith(RuntimeException.class, "Unable to process chunk");
        assertThat(recording).run("import").failedWith(RuntimeException.class, "Unable to process chunk");
        assertThat(recording).run("outer").succeeded();
    }

    @Test
    void itemsThatAreTriedAgainOneByOneAreRunsOfTheirOwn() {
        Step step = new StepBuilder("load", repository)
                .<Integer, Integer>chunk(2)
                .reader(new ListItemReader<>(List.of(1, 2)))
                .writer(chunk -> {
                    if (chunk.getItems().contains(2)) {
                        throw new IOException("no two");
                    }
                })
                .faultTolerant()
                .skip(IOException.class)
                .skipLimit(1)
                .listener(runs)
                .listener(runs.chunks())
                .build();
        JobExecution execution = execute(job(step));

        assertThat(execution.getStatus()).isEqualTo(BatchStatus.COMPLETED);
        assertThat(recording).run("load").succeeded();
        assertThat(recording.runs("chunk"))
                .extracting(run -> run.input() + " " + run.status())
                .containsExactly("{items=2} FAILED", "{items=1} SUCCEEDED", "{items=1} FAILED");
    }

    @Test
    void aJobThatIsStoppedIsCancelled() {
        JobExecution execution = execute(job(loading(item -> {
                    StepSynchronizationManager.getContext().getStepExecution().setTerminateOnly();
                    return item;
                })
                .build()));

        assertThat(execution.getStatus()).isEqualTo(BatchStatus.STOPPED);
        assertThat(recording).run("load").wasCancelled().hasChildren("chunk");
        assertThat(recording).run("import").wasCancelled();
    }

    @Test
    void stepsOnOtherThreadsAreBelowTheirJob() {
        CountDownLatch bothStarted = new CountDownLatch(2);
        Runnable meeting = () -> {
            bothStarted.countDown();
            try {
                bothStarted.await();
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
            CustomEvents.dispatch(EVENT, current());
        };
        Flow left =
                new FlowBuilder<SimpleFlow>("l").start(tasklet("left", meeting)).build();
        Flow right = new FlowBuilder<SimpleFlow>("r")
                .start(tasklet("right", meeting))
                .build();
        Flow both = new FlowBuilder<SimpleFlow>("both")
                .split(new SimpleAsyncTaskExecutor())
                .add(left, right)
                .build();
        execute(new JobBuilder("import", repository)
                .listener(runs)
                .start(both)
                .end()
                .build());

        assertThat(recording).run("import").hasChildrenInAnyOrder("left", "right");
        assertThat(recording).run("left").emittedPayloads(EVENT, "left");
        assertThat(recording).run("right").emittedPayloads(EVENT, "right");
    }

    @Test
    void itemsThatAreProcessedOnOtherThreadsFindTheRunOfTheStepIfItIsCarried() {
        var threads = Executors.newFixedThreadPool(2);
        Step step = loading(item -> {
                    CustomEvents.dispatch(EVENT, item + " in " + current());
                    return item;
                })
                .taskExecutor(new TaskExecutorAdapter(RunContext.propagating(threads)))
                .build();
        execute(job(step));
        threads.shutdown();

        assertThat(recording.payloads(EVENT)).containsExactlyInAnyOrder("1 in load", "2 in load", "3 in load");
    }
}
