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
 * Makes tools for LangChain4j's AI services whose calls are runs:
 *
 * <pre>{@code
 * AiServices.builder(Assistant.class)
 *     .chatModel(model)
 *     .tools(RunnableTools.of(research.researchRunnable()))
 *     .build();
 * }</pre>
 *
 * <p>Each run is a child of the run of the config that {@link RunnableConfigs} put into the invocation's parameters, else of the
 * current run of the thread on which the tool is called, else a root run.
 *
 * <p>The tools are immutable, and safe for any number of threads if what they call is.
 *
 * @since 0.1
 */
public final class RunnableTools {
    private RunnableTools() {}

    /**
     * Returns the runnables as tools, each of the name of its runnable.
     *
     * <p>The model is told the name, the description and the input parameters with their types and descriptions, and never what
     * Runcast injects. A parameter is required unless it is {@code @Nullable} or an {@link java.util.Optional}. The model gets a string
     * as it is, {@code Success} for no result, and everything else as JSON.
     *
     * <p>Arguments that do not fit are a {@link dev.langchain4j.exception.ToolArgumentsException} before the run starts, with a text
     * that a model can act on; have {@code AiServices.toolArgumentsErrorHandler} hand that to the model. What the runnable throws gets
     * to {@code AiServices.toolExecutionErrorHandler} as it was thrown.
     *
     * @throws IllegalArgumentException if a runnable does not say what its input is, as a lambda without a descriptor
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
     * {@code AiServices.tools(Object...)} takes them, each of whose calls is a run of the type {@code TOOL}. Inside it the run is the
     * current one, so that the method can emit events by {@link dev.runcast.runtime.CustomEvents}.
     *
     * @throws dev.langchain4j.service.IllegalConfigurationException if an object has no such methods
     */
    public static List<AiServiceTool> observed(Object... objectsWithTools) {
        return Arrays.stream(objectsWithTools)
                .flatMap(each -> ToolService.findTools(each).stream())
                .map(RunnableTools::observed)
                .toList();
    }

    /** Returns a provider of the same tools, such as those of an MCP server, each of whose calls is a run of the type {@code TOOL}. */
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
