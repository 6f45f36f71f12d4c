package dev.runcast.spring;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.callback.ScopedCallbackHandler;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.core.task.TaskDecorator;

/** Has the application's decorators decorate the tasks of runs that are done on other threads. It hears of nothing. */
final class DecoratedTasks implements ScopedCallbackHandler {
    private static final Scope NOTHING = () -> {};

    private final List<TaskDecorator> decorators;

    /**
     * Creates a handler.
     *
     * @param decorators the first is called last, as Spring Boot does for its executors
     */
    DecoratedTasks(List<TaskDecorator> decorators) {
        this.decorators = List.copyOf(decorators);
    }

    @Override
    public UnaryOperator<Runnable> captureContext() {
        return task -> {
            Runnable decorated = task;
            for (TaskDecorator decorator : decorators) {
                decorated = decorator.decorate(decorated);
            }
            return decorated;
        };
    }

    @Override
    public Scope openScope(Run run) {
        return NOTHING;
    }

    @Override
    public boolean ignoresRuns(RunType type) {
        return true;
    }

    @Override
    public boolean ignoresCustomEvents() {
        return true;
    }

    @Override
    public boolean ignoresTimes() {
        return true;
    }

    @Override
    public boolean ignoresSequence() {
        return true;
    }

    @Override
    public String toString() {
        return "The task decorators " + decorators;
    }
}
