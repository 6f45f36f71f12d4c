package dev.runcast.spring.ai;

import dev.runcast.runtime.TypedRunnable;
import java.util.Arrays;
import java.util.List;
import org.springframework.ai.tool.ToolCallback;

/**
 * Makes tools for Spring AI's chat clients and models. Each call of such a tool is a run:
 *
 * <pre>{@code
 * client.prompt("What is tea?").tools(RunnableTools.of(research.researchRunnable())).call().content();
 * }</pre>
 *
 * <p>The parent of the run is the run of the config in the tool context, where {@link RunAdvisors} put the config of the client's call.
 * Without one it is the current run of the thread that calls the tool. Without that, the run is a root run.
 *
 * <p>The tools are immutable. They are safe for any number of threads if the runnables are.
 *
 * @since 0.1
 */
public final class RunnableTools {
    private RunnableTools() {}

    /**
     * Returns the runnables as tools. A tool has the name of its runnable.
     *
     * <p>The model sees the name, the description, and the input parameters with their types and descriptions. It never sees injected
     * parameters. A parameter is required unless it is {@code @Nullable} or an {@link java.util.Optional}. The model gets a string as it
     * is, {@code Done} for no result, and everything else as JSON.
     *
     * <p>Exceptions of the runnable, and arguments that do not match the parameters, cause a
     * {@link org.springframework.ai.tool.execution.ToolExecutionException}, for Spring AI to handle as it does for tools of its own: it tells the
     * model of unchecked ones. The run of arguments that do not match does not start. A {@link java.util.concurrent.CancellationException}
     * ends the call of the client.
     *
     * @throws IllegalArgumentException if a runnable does not describe its input, as a lambda without a descriptor
     */
    public static List<ToolCallback> of(TypedRunnable<?, ?>... runnables) {
        return Arrays.stream(runnables).<ToolCallback>map(RunnableTool::new).toList();
    }
}
