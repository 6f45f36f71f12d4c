package dev.runcast.langchain4j;

import dev.langchain4j.model.chat.listener.ChatModelErrorContext;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelRequestContext;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import dev.runcast.runtime.context.RunContext;

/**
 * Makes each call of a model a run of the type {@code CHAT_MODEL}. The parent is the current run of the calling thread:
 *
 * <pre>{@code
 * OpenAiChatModel.builder()
 *     .listeners(List.of(new RunChatModelListener()))
 * }</pre>
 *
 * <p>The run has the name of the model. Its input is {@code {"messages": [[…]]}}. Its output is the answer in the JSON of LangChain's
 * messages, with the token usage and the finish reason.
 *
 * <p>It can also listen to a {@code StreamingChatModel}, but does not hear of the parts of an answer. Use an
 * {@link ObservedStreamingChatModel} for these. LangChain4j logs exceptions of handlers of the policy RAISE here, and goes on.
 *
 * @since 0.1
 */
public final class RunChatModelListener implements ChatModelListener {
    /** Creates a listener. One listener serves any number of models. */
    public RunChatModelListener() {}

    /** Starts a run, unless this call has one. */
    @Override
    public void onRequest(ChatModelRequestContext context) {
        if (!context.attributes().containsKey(ModelRun.KEY)) {
            context.attributes().put(ModelRun.KEY, ModelRun.start(context.chatRequest(), context.modelProvider()));
        }
    }

    /** Ends the run. Tools that the model asks for belong to the run that is current here, whichever thread calls them. */
    @Override
    public void onResponse(ChatModelResponseContext context) {
        ToolCallers.remember(context.chatResponse().aiMessage().toolExecutionRequests(), RunContext.capture());
        if (context.attributes().get(ModelRun.KEY) instanceof ModelRun run) {
            run.end(context.chatResponse());
        }
    }

    /** Ends the run with the error. */
    @Override
    public void onError(ChatModelErrorContext context) {
        if (context.attributes().get(ModelRun.KEY) instanceof ModelRun run) {
            run.fail(context.error());
        }
    }
}
