package dev.runcast.langchain4j;

import dev.langchain4j.model.chat.listener.ChatModelErrorContext;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelRequestContext;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;

/**
 * Makes a run of the type {@code CHAT_MODEL} of each call of a model, a child of the current run of the thread that calls it:
 *
 * <pre>{@code
 * OpenAiChatModel.builder()
 *     .listeners(List.of(new RunChatModelListener()))
 * }</pre>
 *
 * <p>The name of the run is that of the model. Its input is {@code {"messages": [[…]]}} and its output the answer, in the JSON of
 * LangChain's messages, with the tokens that were used and the reason for the end.
 *
 * <p>It can listen to a {@code StreamingChatModel} too, and does not learn of the pieces of an answer then; an
 * {@link ObservedStreamingChatModel} does. LangChain4j logs what handlers of the policy RAISE throw here, and goes on.
 *
 * @since 0.1
 */
public final class RunChatModelListener implements ChatModelListener {
    /** Creates a listener, of which one is enough for any number of models. */
    public RunChatModelListener() {}

    /** Starts a run, unless this call has one. */
    @Override
    public void onRequest(ChatModelRequestContext context) {
        if (!context.attributes().containsKey(ModelRun.KEY)) {
            context.attributes().put(ModelRun.KEY, ModelRun.start(context.chatRequest(), context.modelProvider()));
        }
    }

    /** Ends the run. */
    @Override
    public void onResponse(ChatModelResponseContext context) {
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
