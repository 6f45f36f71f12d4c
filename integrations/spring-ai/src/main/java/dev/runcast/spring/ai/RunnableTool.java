package dev.runcast.spring.ai;

import dev.runcast.runtime.RunFailedException;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.json.JsonCodec;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.ai.tool.execution.ToolExecutionException;

/** Calls a runnable with what the model gave as arguments. */
final class RunnableTool implements ToolCallback {
    private final TypedRunnable<@Nullable Object, ?> runnable;
    private final ToolInput input;
    private final ToolDefinition definition;

    @SuppressWarnings("unchecked") // Its input is read as the type that the descriptor says.
    RunnableTool(TypedRunnable<?, ?> runnable) {
        this.runnable = (TypedRunnable<@Nullable Object, ?>) runnable;
        this.input = new ToolInput(runnable.descriptor());
        this.definition = ToolDefinition.builder()
                .name(runnable.descriptor().name())
                .description(runnable.descriptor().description())
                .inputSchema(input.schema())
                .build();
    }

    @Override
    public ToolDefinition getToolDefinition() {
        return definition;
    }

    @Override
    public String call(String arguments) {
        return call(arguments, null);
    }

    @Override
    @SuppressWarnings("NullAway") // It does not know that a runnable of nullable objects takes null.
    public String call(String arguments, @Nullable ToolContext context) {
        try {
            return text(runnable.invoke(input.read(arguments), RunnableConfigs.from(context)));
        } catch (CancellationException cancelled) {
            throw cancelled; // which is nothing that a model could do better
        } catch (RunFailedException failure) {
            throw new ToolExecutionException(definition, failure.getCause());
        } catch (RuntimeException failure) {
            throw new ToolExecutionException(definition, failure);
        }
    }

    private String text(@Nullable Object output) {
        if (output instanceof String string) {
            return string;
        }
        boolean isDone = output == null && runnable.descriptor().outputType() == Void.class;
        return isDone ? "Done" : JsonCodec.defaultCodec().write(output);
    }
}
