package dev.runcast.langchain4j;

import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.invocation.InvocationParameters;
import dev.runcast.runtime.RunnableConfig;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Carries a {@link RunnableConfig} in LangChain4j's {@link InvocationParameters}. An AI service hands them to its tools on any thread. The
 * runs of tools from {@link RunnableTools} are then children of the config's run, and their events reach its handlers.
 *
 * <pre>{@code
 * assistant.chat("What is tea?", RunnableConfigs.toParameters(config));
 * }</pre>
 *
 * <p>You do not need it where an AI service calls its tools on the caller's thread, inside a run: that run is current.
 *
 * @since 0.1
 */
public final class RunnableConfigs {
    /** The key of the config among the parameters. Use it to add the config to parameters of your own. */
    public static final String KEY = RunnableConfig.class.getName();

    private static final String INVOCATION = InvocationContext.class.getName();

    private RunnableConfigs() {}

    /** Returns parameters that carry the config. You may add others to them. */
    public static InvocationParameters toParameters(RunnableConfig config) {
        return InvocationParameters.from(KEY, Objects.requireNonNull(config, "config"));
    }

    /** Returns the config in the parameters. Without one, returns {@link RunnableConfig#empty()}, which stands for the current run. */
    public static RunnableConfig from(InvocationParameters parameters) {
        return parameters.getOrDefault(KEY, RunnableConfig.empty());
    }

    /**
     * Returns the invocation that a runnable was called by as a tool, from the config that the runnable is given. It has the id of the chat
     * memory, the parameters and the arguments of the AI service's method:
     *
     * <pre>{@code
     * Object memoryId = RunnableConfigs.invocation(config).orElseThrow().chatMemoryId();
     * }</pre>
     *
     * <p>Runnables that the tool calls find it in their configs too. Returns nothing if no model asked for the call.
     */
    public static Optional<InvocationContext> invocation(RunnableConfig config) {
        return Optional.ofNullable((InvocationContext) config.configurable().get(INVOCATION));
    }

    /** Returns the config of a tool's call. Without parameters, it stands for the current run. */
    static RunnableConfig of(@Nullable InvocationContext context) {
        if (context == null) {
            return RunnableConfig.empty();
        }
        InvocationParameters parameters = context.invocationParameters();
        return (parameters == null ? RunnableConfig.empty() : from(parameters))
                .toBuilder().configurable(INVOCATION, context).build();
    }
}
