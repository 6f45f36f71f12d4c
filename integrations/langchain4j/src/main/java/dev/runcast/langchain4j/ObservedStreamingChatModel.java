package dev.runcast.langchain4j;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatRequestOptions;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.runcast.runtime.context.RunContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A streaming model that makes each call a run of the type {@code CHAT_MODEL}. The parent is the current run of the calling thread:
 *
 * <pre>{@code
 * StreamingChatModel model = ObservedStreamingChatModel.of(OpenAiStreamingChatModel.builder()…build());
 * }</pre>
 *
 * <p>The run has the input and output that {@link RunChatModelListener} describes. Do not add that listener: if the model has one, it
 * reports the same run. Each part of the answer, be it text, a thought or a tool call, is reported as a chunk in the JSON of LangChain.
 *
 * <p>The model calls the caller's response handler on a thread of its own. The caller's current run is current there, so an AI service
 * that calls tools and the model again from that thread stays inside the run.
 *
 * <p>If a handler of the policy RAISE throws at a chunk, as a closed event stream does, the call of the model is cancelled.
 *
 * @since 0.1
 */
public final class ObservedStreamingChatModel implements StreamingChatModel {
    private final StreamingChatModel model;

    private ObservedStreamingChatModel(StreamingChatModel model) {
        this.model = Objects.requireNonNull(model, "model");
    }

    /** Returns a model that calls {@code model} in runs. */
    public static StreamingChatModel of(StreamingChatModel model) {
        return new ObservedStreamingChatModel(model);
    }

    /** Calls the model in a run. */
    @Override
    public void chat(ChatRequest request, @Nullable ChatRequestOptions options, StreamingChatResponseHandler handler) {
        ChatRequest whole = ChatRequest.builder()
                .messages(request.messages())
                .parameters(model.defaultRequestParameters().overrideWith(request.parameters()))
                .build();
        RunContext caller = RunContext.capture();
        ModelRun run = ModelRun.start(whole, model.provider());
        Map<Object, Object> attributes = new HashMap<>(options == null ? Map.of() : options.listenerAttributes());
        attributes.put(ModelRun.KEY, run);
        ChatRequestOptions observed =
                ChatRequestOptions.builder().listenerAttributes(attributes).build();
        try {
            model.chat(request, observed, new ObservedResponseHandler(handler, run, caller));
        } catch (RuntimeException | Error failure) {
            run.fail(failure);
            throw failure;
        }
    }

    /** Returns those of the model. */
    @Override
    public ChatRequestParameters defaultRequestParameters() {
        return model.defaultRequestParameters();
    }

    /** Returns those of the model. */
    @Override
    public List<ChatModelListener> listeners() {
        return model.listeners();
    }

    /** Returns that of the model. */
    @Override
    public ModelProvider provider() {
        return model.provider();
    }

    /** Returns those of the model. */
    @Override
    public Set<Capability> supportedCapabilities() {
        return model.supportedCapabilities();
    }
}
