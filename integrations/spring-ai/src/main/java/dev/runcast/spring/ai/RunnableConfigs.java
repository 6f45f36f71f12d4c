package dev.runcast.spring.ai;

import dev.runcast.runtime.RunnableConfig;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ToolContext;

/**
 * Carries a {@link RunnableConfig} in Spring AI's {@link ToolContext}. The runs of the call are then children of the config's run, and
 * their events reach its handlers:
 *
 * <pre>{@code
 * client.prompt("What is tea?").toolContext(RunnableConfigs.toToolContext(config)).call().content();
 * }</pre>
 *
 * <p>You do not need it inside a run: without it, that run is the parent.
 *
 * @since 0.1
 */
public final class RunnableConfigs {
    /** The key of the config in the tool context. Use it to add the config to a context of your own. */
    public static final String KEY = RunnableConfig.class.getName();

    private RunnableConfigs() {}

    /** Returns a tool context that carries the config. */
    public static Map<String, Object> toToolContext(RunnableConfig config) {
        return Map.of(KEY, Objects.requireNonNull(config, "config"));
    }

    /** Returns the config in the tool context. Without one, returns {@link RunnableConfig#empty()}, which stands for the current run. */
    public static RunnableConfig from(@Nullable ToolContext context) {
        return context == null ? RunnableConfig.empty() : from(context.getContext());
    }

    static RunnableConfig from(@Nullable Map<String, ? extends @Nullable Object> context) {
        return context != null && context.get(KEY) instanceof RunnableConfig config ? config : RunnableConfig.empty();
    }
}
