package dev.runcast.langchain4j;

import dev.langchain4j.agentic.agent.AgentInvocationException;
import dev.langchain4j.agentic.observability.AgentInvocationError;
import dev.langchain4j.agentic.observability.AgentListener;
import dev.langchain4j.agentic.observability.AgentRequest;
import dev.langchain4j.agentic.observability.AgentResponse;
import dev.langchain4j.agentic.planner.AgentInstance;
import dev.langchain4j.agentic.scope.AgenticScope;
import dev.langchain4j.invocation.InvocationParameters;
import dev.langchain4j.invocation.LangChain4jManaged;
import dev.langchain4j.service.TokenStream;
import dev.runcast.runtime.ManualRun;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.context.RunContext;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes each call of an agent a run. The agents, models and tools that the agent calls are runs below it:
 *
 * <pre>{@code
 * AgenticServices.sequenceBuilder()
 *     .subAgents(researcher, writer)
 *     .listener(new RunAgentListener())
 *     .build();
 * }</pre>
 *
 * <p>The run has the name of the agent. Its input is the agent's arguments, its output what the agent returns. The parent is the run of the
 * agent that calls it, also on another thread. The parent of the outermost agent is the current run of the thread, or the run of the config
 * that {@link RunnableConfigs} put into the agent's {@code InvocationParameters}. The run is current while the agent works, so that a
 * {@link RunChatModelListener}, {@link RunnableTools} and {@code CustomEvents} find it.
 *
 * <p>Give the listener to the outermost agent. The AI agents and workflows below inherit it. One listener serves any number of agents and
 * threads. LangChain4j logs exceptions of handlers of the policy RAISE here, and goes on.
 *
 * @since 0.1
 */
public final class RunAgentListener implements AgentListener {
    /** The open calls of all threads, for agents that run on another thread than their caller. */
    private final Map<Agent, Call> calls = new ConcurrentHashMap<>();

    /** The open calls of this thread, the innermost first. LangChain4j tells of the start and the end of a call on one thread. */
    private final ThreadLocal<Deque<Call>> callsOfThread = ThreadLocal.withInitial(ArrayDeque::new);

    /** Creates a listener. */
    public RunAgentListener() {}

    /** An agent within one use of an agentic system. Both compare by value, as LangChain4j wraps agents anew for each call. */
    private record Agent(Object memoryId, String id) {
        static Agent of(AgenticScope scope, AgentInstance agent) {
            return new Agent(scope.memoryId(), agent.agentId());
        }
    }

    /** A call of an agent. */
    private record Call(Agent agent, ManualRun run, RunContext.Scope scope) {}

    /** Returns {@code true}: the agents below are runs too. */
    @Override
    public boolean inheritedBySubagents() {
        return true;
    }

    /** Starts a run. */
    @Override
    public void beforeAgentInvocation(AgentRequest request) {
        AgentInstance agent = request.agent();
        RunnableDescriptor descriptor = RunnableDescriptor.builder(Objects.requireNonNullElse(agent.name(), "agent"))
                .description(Objects.requireNonNullElse(agent.description(), ""))
                .input(Map.class)
                .anyEvents()
                .build();
        ManualRun run = ManualRun.start(descriptor, arguments(request), parent(request));
        Call call = new Call(
                Agent.of(request.agenticScope(), agent), run, run.context().makeCurrent());
        callsOfThread.get().push(call);
        calls.put(call.agent(), call);
    }

    /** Returns the arguments without those that LangChain4j injects. */
    private static Map<String, @Nullable Object> arguments(AgentRequest request) {
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>(request.inputs());
        arguments
                .values()
                .removeIf(value -> value instanceof LangChain4jManaged || value instanceof InvocationParameters);
        return arguments;
    }

    private RunnableConfig parent(AgentRequest request) {
        AgentInstance caller = request.agent().parent();
        if (caller == null) {
            return request.inputs().values().stream()
                    .filter(InvocationParameters.class::isInstance)
                    .map(value -> RunnableConfigs.from((InvocationParameters) value))
                    .findFirst()
                    .orElse(RunnableConfig.empty());
        }
        Call call = RunContext.currentRun().isPresent() ? null : calls.get(Agent.of(request.agenticScope(), caller));
        return call == null ? RunnableConfig.empty() : call.run().config();
    }

    /** Ends the run. */
    @Override
    public void afterAgentInvocation(AgentResponse response) {
        Call call = leave(Agent.of(response.agenticScope(), response.agent()));
        if (call != null) {
            // A stream of tokens is not a value, and only starts now.
            call.run().end(response.output() instanceof TokenStream ? null : response.output());
        }
    }

    /** Ends the run with the exception of the agent, without what LangChain4j wraps around it. */
    @Override
    public void onAgentInvocationError(AgentInvocationError error) {
        Call call = leave(Agent.of(error.agenticScope(), error.agent()));
        if (call != null) {
            call.run().fail(unwrapped(error.error()));
        }
    }

    private static Throwable unwrapped(Throwable error) {
        boolean isWrapper = error instanceof AgentInvocationException
                || error instanceof InvocationTargetException
                || error instanceof UndeclaredThrowableException;
        Throwable cause = error.getCause();
        return isWrapper && cause != null ? unwrapped(cause) : error;
    }

    /** Ends the runs of workflows that wait for an answer. LangChain4j tells of no other end, and calls them anew with the answer. */
    @Override
    public void onAgenticSystemSuspended(AgenticScope scope) {
        Deque<Call> open = callsOfThread.get();
        while (!open.isEmpty() && open.element().agent().memoryId().equals(scope.memoryId())) {
            Call call = open.element();
            leave(call.agent());
            call.run().end(null);
        }
    }

    /** Makes current again what was so before the call, and returns the call. */
    private @Nullable Call leave(Agent agent) {
        Deque<Call> open = callsOfThread.get();
        Call left = null;
        if (open.stream().anyMatch(call -> call.agent().equals(agent))) {
            do {
                left = open.pop();
                left.scope().close();
                calls.remove(left.agent(), left);
            } while (!left.agent().equals(agent));
        }
        if (open.isEmpty()) {
            callsOfThread.remove();
        }
        return left;
    }
}
