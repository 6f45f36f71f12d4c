package dev.runcast.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.exception.ToolExecutionException;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.service.tool.ToolExecutionResult;
import dev.runcast.runtime.RunFailedException;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.json.JsonCodec;
import org.jspecify.annotations.Nullable;

/** Calls a runnable with what the model gave as arguments. */
final class RunnableToolExecutor implements ContextualToolExecutor {
    private final TypedRunnable<@Nullable Object, ?> runnable;
    private final ToolInput input;
    private final ToolCallers callers = new ToolCallers();

    @SuppressWarnings("unchecked") // Its input is read as the type that the descriptor says.
    RunnableToolExecutor(TypedRunnable<?, ?> runnable, ToolInput input) {
        this.runnable = (TypedRunnable<@Nullable Object, ?>) runnable;
        this.input = input;
    }

    @Override
    @SuppressWarnings("NullAway") // It does not know that a runnable of nullable objects takes null.
    public ToolExecutionResult executeWithContext(ToolExecutionRequest request, @Nullable InvocationContext context) {
        Object arguments = input.read(request.arguments());
        RunnableConfig config = RunnableConfigs.of(context);
        Object output;
        try {
            output = callers.call(request, config, () -> runnable.invoke(arguments, config));
        } catch (RunFailedException failure) {
            throw new ToolExecutionException(failure.getCause()); // from which LangChain4j takes the cause
        } catch (RuntimeException failure) {
            throw new ToolExecutionException(failure);
        }
        return ToolExecutionResult.builder()
                .result(output)
                .resultText(text(output))
                .build();
    }

    private String text(@Nullable Object output) {
        if (output instanceof String string) {
            return string;
        }
        boolean isDone = output == null && runnable.descriptor().outputType() == Void.class;
        return isDone ? "Success" : JsonCodec.defaultCodec().write(output);
    }
}
