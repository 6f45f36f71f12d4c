package dev.runcast.spring.batch;

import dev.runcast.runtime.ManualRun;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.context.RunContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameter;
import org.springframework.batch.core.listener.ChunkListener;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.FatalStepExecutionException;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.Chunk;

/**
 * Makes the executions of jobs and of their steps runs, and, where it is asked to, chunks too:
 *
 * <pre>{@code
 * RunJobListener runs = new RunJobListener();
 * Step load = new StepBuilder("load", repository).<Line, Contact>chunk(100).listener(runs).listener(runs.chunks())…
 * Job job = new JobBuilder("import", repository).listener(runs).start(load).build();
 * }</pre>
 *
 * <p>A run is current while the job, the step or the chunk is at work on its thread, so that readers, processors and writers emit
 * events into it, and runs that they start are below it. The run of a job is below the current run of the thread that executes the
 * job. The run of a step is below the current run of its thread, else below that of its job.
 *
 * <p>One listener serves any number of jobs, steps and threads.
 *
 * @since 0.1
 */
public final class RunJobListener implements JobExecutionListener, StepExecutionListener {
    /** The open runs of jobs, for steps that are executed on other threads. */
    private final Map<Long, ManualRun> jobs = new ConcurrentHashMap<>();

    /** The open runs of this thread, the innermost first. Spring Batch tells of the start and the end of a piece of work on one thread. */
    private final ThreadLocal<Deque<Open>> openOfThread = ThreadLocal.withInitial(ArrayDeque::new);

    /** Creates a listener. */
    public RunJobListener() {}

    /** A run of an execution or of a chunk. */
    private record Open(Object work, ManualRun run, RunContext.Scope scope) {}

    /** Returns a listener that makes each chunk of a step a run below the run of the step. */
    public ChunkListener<Object, Object> chunks() {
        return new RunChunkListener();
    }

    /** Starts a run, whose input are the parameters of the job. */
    @Override
    public void beforeJob(JobExecution job) {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        for (JobParameter<?> parameter : job.getJobParameters()) {
            parameters.put(parameter.name(), parameter.value());
        }
        String name = job.getJobInstance().getJobName();
        jobs.put(job.getId(), enter(job, name, parameters, RunnableConfig.empty()));
    }

    /** Ends the run as the job ended. */
    @Override
    public void afterJob(JobExecution job) {
        jobs.remove(job.getId());
        ManualRun run = leave(job, rolledBack());
        if (run != null) {
            Map<String, Object> output = Map.of("status", job.getExitStatus().getExitCode());
            end(run, job.getStatus(), job.getAllFailureExceptions(), output);
        }
    }

    /** Starts a run without an input. */
    @Override
    public void beforeStep(StepExecution step) {
        ManualRun job = jobs.get(step.getJobExecutionId());
        RunnableConfig config =
                job == null || RunContext.currentRun().isPresent() ? RunnableConfig.empty() : job.config();
        enter(step, step.getStepName(), null, config);
    }

    /** Ends the run as the step ended. Its output has the counts of the step. */
    @Override
    public @Nullable ExitStatus afterStep(StepExecution step) {
        ManualRun run = leave(
                step,
                step.getFailureExceptions().stream()
                        .map(RunJobListener::unwrapped)
                        .findFirst()
                        .orElseGet(RunJobListener::rolledBack));
        if (run != null) {
            Map<String, Object> output = new LinkedHashMap<>();
            output.put("status", step.getExitStatus().getExitCode());
            output.put("read", step.getReadCount());
            output.put("filtered", step.getFilterCount());
            output.put("written", step.getWriteCount());
            output.put("skipped", step.getSkipCount());
            output.put("committed", step.getCommitCount());
            output.put("rolled_back", step.getRollbackCount());
            end(run, step.getStatus(), step.getFailureExceptions(), output);
        }
        return null;
    }

    private static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof FatalStepExecutionException && cause != null ? cause : failure;
    }

    private static void end(ManualRun run, BatchStatus status, List<Throwable> failures, Map<String, Object> output) {
        String name = run.run().name();
        if (status == BatchStatus.STOPPED || status == BatchStatus.STOPPING) {
            run.fail(new CancellationException("The execution of \"" + name + "\" was stopped."));
        } else if (status != BatchStatus.FAILED) {
            run.end(output);
        } else if (failures.isEmpty()) {
            run.fail(new IllegalStateException("The execution of \"" + name + "\" failed without an exception."));
        } else {
            run.fail(failures.get(0));
        }
    }

    private ManualRun enter(Object work, String name, @Nullable Object input, RunnableConfig config) {
        RunnableDescriptor descriptor =
                RunnableDescriptor.builder(name).anyEvents().build();
        ManualRun run = ManualRun.start(descriptor, input, config);
        openOfThread.get().push(new Open(work, run, run.context().makeCurrent()));
        return run;
    }

    /**
     * Makes current again what was so before the work, and returns its run.
     *
     * @param rolledBack the error of a chunk in it whose failure nobody told of, as happens where its first item failed
     */
    private @Nullable ManualRun leave(Object work, Throwable rolledBack) {
        Deque<Open> open = openOfThread.get();
        ManualRun run = null;
        while (run == null && open.stream().anyMatch(each -> each.work() == work)) {
            Open last = open.pop();
            last.scope().close();
            if (last.work() == work) {
                run = last.run();
            } else {
                last.run().fail(rolledBack);
            }
        }
        if (open.isEmpty()) {
            openOfThread.remove();
        }
        return run;
    }

    private static Throwable rolledBack() {
        return new CancellationException("The chunk was rolled back.");
    }

    /** Spring Batch tells of all chunks of a step on the thread of that step, one after the other. */
    private final class RunChunkListener implements ChunkListener<Object, Object> {
        @Override
        public void beforeChunk(Chunk<Object> chunk) {
            ManualRun last = leave(this, rolledBack());
            if (last != null) {
                last.fail(rolledBack());
            }
            enter(this, "chunk", size(chunk), RunnableConfig.empty());
        }

        @Override
        public void afterChunk(Chunk<Object> chunk) {
            ManualRun run = leave(this, rolledBack());
            if (run != null) {
                run.end(size(chunk));
            }
        }

        @Override
        public void onChunkError(Exception exception, Chunk<Object> chunk) {
            ManualRun run = leave(this, rolledBack());
            if (run != null) {
                run.fail(exception);
            }
        }

        private static Map<String, Object> size(Chunk<Object> chunk) {
            return Map.of("items", chunk.size());
        }
    }
}
