package dev.runcast.langchain4j;

import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.invocation.InvocationParameters;
import dev.runcast.runtime.RunnableConfig;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Carries a {@link RunnableConfig} in LangChain4j's {@link InvocationParameters}, which an AI service hands to its tools on whatever
 * thread it calls them. Tools from {@link RunnableTools} are then runs below the run of that config, and their events reach its
 * handlers.
 *
 * <pre>{@code
 * assistant.chat("What is tea?", RunnableConfigs.toParameters(config));
 * }</pre>
 *
 * <p>Where an AI service calls its tools on the thread of its caller, which is inside a run, there is no need to: that run is the
 * current one.
 *
 * @since 0.1
 */
public final class RunnableConfigs {
    /** The key of the config among the parameters, for those who have other parameters besides. */
    public static final String KEY = RunnableConfig.class.getName();

    private RunnableConfigs() {}

    /** Returns parameters that carry the config, to which others can be added. */
    public static InvocationParameters toParameters(RunnableConfig config) {
        return InvocationParameters.from(KEY, Objects.requireNonNull(config, "config"));
    }

    /** Returns the config that the parameters carry, or {@link RunnableConfig#empty()}, which stands for the current run's. */
    public static RunnableConfig from(InvocationParameters parameters) {
        return parameters.getOrDefault(KEY, RunnableConfig.empty());
    }

    /** Returns the config of an invocation, which need not have parameters. */
    static RunnableConfig from(@Nullable InvocationContext context) {
        InvocationParameters parameters = context == null ? null : context.invocationParameters();
        return parameters == null ? RunnableConfig.empty() : from(parameters);
    }
}
