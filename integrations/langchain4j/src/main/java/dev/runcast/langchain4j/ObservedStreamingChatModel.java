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
 * A streaming model each of whose calls is a run of the type {@code CHAT_MODEL}, a child of the current run of the thread that calls it:
 *
 * <pre>{@code
 * StreamingChatModel model = ObservedStreamingChatModel.of(OpenAiStreamingChatModel.builder()…build());
 * }</pre>
 *
 * <p>The run is that of a {@link RunChatModelListener}, which the model need not have, and may. Besides it reports each piece of the
 * answer as a chunk in the JSON of LangChain, text, thoughts and calls of tools.
 *
 * <p>What is called when pieces and the answer arrive, on a thread of the model, finds the current run that the caller had. So an AI
 * service that answers such a call by calling tools and the model again stays inside that run.
 *
 * <p>A handler of the policy RAISE that throws at a piece, such as an event stream that was closed, cancels the call of the model.
 *
 * @since 0.1
 */
public final class ObservedStreamingChatModel implements StreamingChatModel {
    private final StreamingChatModel model;

    private ObservedStreamingChatModel(StreamingChatModel model) {
        this.model = Objects.requireNonNull(model, "model");
    }

    /** Returns a model that does what {@code model} does, in runs. */
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
