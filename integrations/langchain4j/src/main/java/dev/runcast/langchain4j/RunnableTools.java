package dev.runcast.langchain4j;

import dev.langchain4j.service.tool.AiServiceTool;
import dev.langchain4j.service.tool.ToolProvider;
import dev.langchain4j.service.tool.ToolProviderRequest;
import dev.langchain4j.service.tool.ToolProviderResult;
import dev.langchain4j.service.tool.ToolService;
import dev.runcast.runtime.TypedRunnable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes tools for LangChain4j's AI services. Each call of such a tool is a run:
 *
 * <pre>{@code
 * AiServices.builder(Assistant.class)
 *     .chatModel(model)
 *     .tools(RunnableTools.of(research.researchRunnable()))
 *     .build();
 * }</pre>
 *
 * <p>The parent of the run is the run of the config that {@link RunnableConfigs} put into the invocation's parameters. Without one it is
 * the current run of the thread that calls the tool. Without that, the run is a root run.
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
     * is, {@code Success} for no result, and everything else as JSON.
     *
     * <p>Arguments that do not match the parameters cause a {@link dev.langchain4j.exception.ToolArgumentsException} before the run
     * starts. A model can act on its message; let {@code AiServices.toolArgumentsErrorHandler} hand it to the model.
     * {@code AiServices.toolExecutionErrorHandler} gets the exceptions of the runnable unchanged.
     *
     * @throws IllegalArgumentException if a runnable does not describe its input, as a lambda without a descriptor
     */
    public static List<AiServiceTool> of(TypedRunnable<?, ?>... runnables) {
        return Arrays.stream(runnables).map(RunnableTools::of).toList();
    }

    private static AiServiceTool of(TypedRunnable<?, ?> runnable) {
        ToolInput input = new ToolInput(runnable.descriptor());
        return AiServiceTool.builder()
                .toolSpecification(input.specification())
                .toolExecutor(new RunnableToolExecutor(runnable, input))
                .build();
    }

    /**
     * Returns the tools of objects with LangChain4j's {@link dev.langchain4j.agent.tool.Tool @Tool} methods, as
     * {@code AiServices.tools(Object...)} takes them. Each call is a run of the type {@code TOOL}. The run is current in the method, which
     * can emit events by {@link dev.runcast.runtime.CustomEvents}.
     *
     * @throws dev.langchain4j.service.IllegalConfigurationException if an object has no such methods
     */
    public static List<AiServiceTool> observed(Object... objectsWithTools) {
        return Arrays.stream(objectsWithTools)
                .flatMap(each -> ToolService.findTools(each).stream())
                .map(RunnableTools::observed)
                .toList();
    }

    /** Returns a provider of the same tools, for example of an MCP server. Each call is a run of the type {@code TOOL}. */
    public static ToolProvider observed(ToolProvider provider) {
        Objects.requireNonNull(provider, "provider");
        return new ToolProvider() {
            @Override
            public @Nullable ToolProviderResult provideTools(ToolProviderRequest request) {
                ToolProviderResult result = provider.provideTools(request);
                return result == null
                        ? null
                        : new ToolProviderResult(result.aiServiceTools().stream()
                                .map(RunnableTools::observed)
                                .toList());
            }

            @Override
            public boolean isDynamic() {
                return provider.isDynamic();
            }
        };
    }

    /** Leaves alone what is a run already. */
    private static AiServiceTool observed(AiServiceTool tool) {
        boolean isRun = tool.toolExecutor() instanceof RunnableToolExecutor
                || tool.toolExecutor() instanceof ObservedToolExecutor;
        return isRun
                ? tool
                : tool.toBuilder().toolExecutor(new ObservedToolExecutor(tool)).build();
    }
}
