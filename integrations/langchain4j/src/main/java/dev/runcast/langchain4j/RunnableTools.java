package dev.runcast.langchain4j;

import dev.langchain4j.agent.tool.ReturnBehavior;
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
 * Makes tools for LangChain4j's AI services and agents. Each call of such a tool is a run:
 *
 * <pre>{@code
 * AiServices.builder(Assistant.class)
 *     .chatModel(model)
 *     .toolProvider(RunnableTools.of(research.researchRunnable()))
 *     .build();
 * }</pre>
 *
 * <p>The parent of the run is the run of the config that {@link RunnableConfigs} put into the invocation's parameters. Without one it is
 * the current run of the thread that calls the tool. Without that, the run is a root run.
 *
 * <p>The providers are immutable. Their tools are safe for any number of threads if the runnables are.
 *
 * @since 0.1
 */
public final class RunnableTools {
    private RunnableTools() {}

    /**
     * Provides the runnables as tools. A tool has the name of its runnable.
     *
     * <p>The model sees the name, the description, and the input parameters with their types and descriptions. It never sees injected
     * parameters. A parameter is required unless it is {@code @Nullable} or an {@link java.util.Optional}. The model gets a string as it
     * is, {@code Success} for no result, and everything else as JSON. {@link RunnableConfigs#invocation} tells a runnable which invocation
     * and which chat memory its call belongs to.
     *
     * <p>Arguments that do not match the parameters cause a {@link dev.langchain4j.exception.ToolArgumentsException} before the run
     * starts. A model can act on its message; let {@code AiServices.toolArgumentsErrorHandler} hand it to the model.
     * {@code AiServices.toolExecutionErrorHandler} gets the exceptions of the runnable unchanged.
     *
     * @throws IllegalArgumentException if a runnable does not describe its input, as a lambda without a descriptor
     */
    public static ToolProvider of(TypedRunnable<?, ?>... runnables) {
        return of(ReturnBehavior.TO_LLM, runnables);
    }

    /**
     * Provides the runnables as tools whose results go where {@code returnBehavior} says. The result of an
     * {@link ReturnBehavior#IMMEDIATE} tool is the answer of the AI service, and no model sees it.
     *
     * @throws IllegalArgumentException if a runnable does not describe its input, as a lambda without a descriptor
     */
    public static ToolProvider of(ReturnBehavior returnBehavior, TypedRunnable<?, ?>... runnables) {
        return providing(Arrays.stream(runnables)
                .map(runnable -> tool(runnable, returnBehavior))
                .toList());
    }

    private static AiServiceTool tool(TypedRunnable<?, ?> runnable, ReturnBehavior returnBehavior) {
        ToolInput input = new ToolInput(runnable.descriptor());
        return AiServiceTool.builder()
                .toolSpecification(input.specification())
                .toolExecutor(new RunnableToolExecutor(runnable, input))
                .returnBehavior(returnBehavior)
                .build();
    }

    /**
     * Provides the tools of objects with LangChain4j's {@link dev.langchain4j.agent.tool.Tool @Tool} methods, as
     * {@code AiServices.tools(Object...)} takes them. Each call is a run of the type {@code TOOL}. The run is current in the method, which
     * can emit events by {@link dev.runcast.runtime.CustomEvents}.
     *
     * @throws dev.langchain4j.service.IllegalConfigurationException if an object has no such methods
     */
    public static ToolProvider observed(Object... objectsWithTools) {
        return providing(Arrays.stream(objectsWithTools)
                .flatMap(each -> ToolService.findTools(each).stream())
                .map(RunnableTools::observed)
                .toList());
    }

    private static ToolProvider providing(List<AiServiceTool> tools) {
        ToolProviderResult result = new ToolProviderResult(tools);
        return request -> result;
    }

    /** Provides the tools of another provider, for example of an MCP server. Each call is a run of the type {@code TOOL}. */
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
