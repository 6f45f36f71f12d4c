package dev.runcast.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.service.tool.ToolExecutor;
import org.jspecify.annotations.Nullable;

/** A tool that is called with the context of the AI service, also by those who know only of its memory. */
interface ContextualToolExecutor extends ToolExecutor {
    @Override
    default String execute(ToolExecutionRequest request, @Nullable Object memoryId) {
        return executeWithContext(
                        request,
                        InvocationContext.builder().chatMemoryId(memoryId).build())
                .resultText();
    }
}
