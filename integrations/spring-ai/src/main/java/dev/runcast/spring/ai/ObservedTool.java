package dev.runcast.spring.ai;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.ManualRun;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.ai.tool.execution.ToolExecutionException;
import org.springframework.ai.tool.metadata.ToolMetadata;

/** Calls a tool that is no runnable inside a run. */
final class ObservedTool implements ToolCallback {
    private final ToolCallback tool;
    private final RunnableDescriptor descriptor;

    ObservedTool(ToolCallback tool) {
        this.tool = tool;
        this.descriptor = RunnableDescriptor.builder(tool.getToolDefinition().name())
                .type(RunType.TOOL)
                .description(tool.getToolDefinition().description())
                .input(Map.class)
                .anyEvents()
                .build();
    }

    @Override
    public ToolDefinition getToolDefinition() {
        return tool.getToolDefinition();
    }

    @Override
    public ToolMetadata getToolMetadata() {
        return tool.getToolMetadata();
    }

    @Override
    public String call(String arguments) {
        return call(arguments, null);
    }

    @Override
    public String call(String arguments, @Nullable ToolContext context) {
        RunnableConfig config = RunnableConfigs.from(context);
        ManualRun run = ManualRun.start(descriptor, Messages.arguments(arguments), config);
        try {
            String result = run.context()
                    .wrapSupplier(() -> tool.call(arguments, withoutConfig(context)))
                    .get();
            run.end(result);
            return result;
        } catch (ToolExecutionException failure) {
            run.fail(Objects.requireNonNullElse(failure.getCause(), failure));
            throw failure;
        } catch (RuntimeException | Error failure) {
            run.fail(failure);
            throw failure;
        }
    }

    /** Returns what the tool would get without Runcast: those of MCP send it to their server. */
    private static @Nullable ToolContext withoutConfig(@Nullable ToolContext context) {
        if (context == null) {
            return null;
        }
        Map<String, Object> others = new HashMap<>(context.getContext());
        others.remove(RunnableConfigs.KEY);
        return new ToolContext(others);
    }
}
