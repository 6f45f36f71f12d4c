package dev.runcast.spring;

import dev.runcast.runtime.context.RunContext;
import org.springframework.core.task.TaskDecorator;

/** Lets Spring Boot's executors carry the current run. */
final class RunTaskDecorator implements TaskDecorator {
    @Override
    public Runnable decorate(Runnable task) {
        return RunContext.capture().wrap(task);
    }
}
