package dev.runcast.langchain4j;

import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.invocation.InvocationParameters;
import dev.runcast.runtime.RunnableConfig;
import java.util.Objects;
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

    private RunnableConfigs() {}

    /** Returns parameters that carry the config. You may add others to them. */
    public static InvocationParameters toParameters(RunnableConfig config) {
        return InvocationParameters.from(KEY, Objects.requireNonNull(config, "config"));
    }

    /** Returns the config in the parameters. Without one, returns {@link RunnableConfig#empty()}, which stands for the current run. */
    public static RunnableConfig from(InvocationParameters parameters) {
        return parameters.getOrDefault(KEY, RunnableConfig.empty());
    }

    /** Returns the config of an invocation. Without parameters, returns {@link RunnableConfig#empty()}. */
    static RunnableConfig from(@Nullable InvocationContext context) {
        InvocationParameters parameters = context == null ? null : context.invocationParameters();
        return parameters == null ? RunnableConfig.empty() : from(parameters);
    }
}
