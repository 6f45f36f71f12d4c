package dev.runcast.examples.springbatch;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.spring.batch.RunJobListener;
import java.util.List;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.support.ListItemReader;

/** Imports contacts by a job. */
public class ContactImport {
    private final JobRepository repository = new ResourcelessJobRepository();
    private final Contacts contacts;

    /** Creates an import into {@code contacts}. */
    public ContactImport(Contacts contacts) {
        this.contacts = contacts;
    }

    /** Returns the job. */
    public Job job(List<String> lines) {
        ContactsRunnables parser = new ContactsRunnables(contacts);
        RunJobListener runs = new RunJobListener();
        Step load = new StepBuilder("load", repository)
                .<String, String>chunk(2)
                .reader(new ListItemReader<>(lines))
                .processor(parser::parse)
                .writer(names -> contacts.save(names.getItems()))
                .listener(runs)
                .listener(runs.chunks())
                .build();
        return new JobBuilder("import", repository).listener(runs).start(load).build();
    }

    /** Executes the job in a run, so that the handlers of {@code config} hear of it. */
    public JobExecution execute(Job job, RunnableConfig config) throws Exception {
        JobOperator operator = operator();
        TypedRunnable<JobParameters, JobExecution> start =
                TypedRunnable.of("start", (JobParameters parameters) -> operator.start(job, parameters));
        JobParameters parameters =
                new JobParametersBuilder().addString("file", "contacts.csv").toJobParameters();
        return start.invoke(parameters, config);
    }

    private JobOperator operator() throws Exception {
        TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
        operator.setJobRepository(repository);
        operator.setJobRegistry(new MapJobRegistry());
        operator.afterPropertiesSet();
        return operator;
    }
}
