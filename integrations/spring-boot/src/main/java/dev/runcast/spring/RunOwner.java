package dev.runcast.spring;

import dev.runcast.runtime.RunnableConfig;
import java.util.concurrent.Executor;
import org.springframework.context.ApplicationContext;

/**
 * Whose runs those of a context are: of the application, which is known by its topmost context. So the handlers of a parent hear of
 * the runs of its children, and two applications in one JVM do not hear each other.
 */
final class RunOwner {
    /** The name of the executor bean on which runs are started. */
    private static final String EXECUTOR = "runcastTaskExecutor";

    private RunOwner() {}

    /** Returns the owner of the runs of a context, and of its handlers. */
    static Object of(ApplicationContext context) {
        ApplicationContext top = context;
        for (ApplicationContext next = context; next != null; next = next.getParent()) {
            top = next;
        }
        return top;
    }

    /** Returns the config with which runs of a context are started. It has the application's executor for them, if there is one. */
    static RunnableConfig config(ApplicationContext context) {
        RunnableConfig.Builder config = RunnableConfig.builder().owner(of(context));
        if (context.containsBean(EXECUTOR)) {
            config.executor(
                    task -> context.getBean(EXECUTOR, Executor.class).execute(task)); // It is made when it is needed.
        }
        return config.build();
    }
}
