package dev.runcast.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.exception.ToolArgumentsException;
import dev.langchain4j.exception.ToolExecutionException;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.service.tool.AiServiceTool;
import dev.langchain4j.service.tool.ToolExecutionResult;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.runcast.annotations.RunType;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Calls a tool of LangChain4j's own inside a run. */
final class ObservedToolExecutor implements ContextualToolExecutor {
    private final ToolExecutor tool;
    private final RunnableDescriptor descriptor;
    private final ToolCallers callers = new ToolCallers();

    ObservedToolExecutor(AiServiceTool tool) {
        this.tool = tool.toolExecutor();
        this.descriptor = RunnableDescriptor.builder(tool.name())
                .type(RunType.TOOL)
                .description(Objects.requireNonNullElse(tool.toolSpecification().description(), ""))
                .input(Map.class)
                .anyEvents()
                .build();
    }

    @Override
    public ToolExecutionResult executeWithContext(ToolExecutionRequest request, @Nullable InvocationContext context) {
        Call call = new Call(request, context);
        RunnableConfig config = RunnableConfigs.of(context);
        try {
            callers.call(
                    request,
                    config,
                    () -> TypedRunnable.ofConfigured(descriptor, call::run)
                            .invoke(Messages.arguments(request.arguments()), config));
        } catch (RuntimeException | Error failure) {
            RuntimeException thrown = call.thrown;
            if (thrown != null) {
                throw thrown;
            }
            throw failure;
        }
        return Objects.requireNonNull(call.result);
    }

    /** What LangChain4j gets of a call, which is more than the run tells. */
    private final class Call {
        private final ToolExecutionRequest request;
        private final @Nullable InvocationContext context;
        private @Nullable ToolExecutionResult result;
        private @Nullable RuntimeException thrown;

        Call(ToolExecutionRequest request, @Nullable InvocationContext context) {
            this.request = request;
            this.context = context;
        }

        Object run(Map<String, ?> input, RunnableConfig config) throws Exception {
            try {
                ToolExecutionResult done = tool.executeWithContext(request, context);
                result = done;
                return Messages.content(done.resultContents());
            } catch (ToolExecutionException | ToolArgumentsException wrapper) {
                thrown = wrapper;
                if (wrapper.getCause() instanceof Error error) {
                    throw error;
                }
                throw wrapper.getCause() instanceof Exception cause ? cause : wrapper;
            }
        }
    }
}
