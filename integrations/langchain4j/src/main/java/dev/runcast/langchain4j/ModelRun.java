package dev.runcast.langchain4j;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.runcast.annotations.RunType;
import dev.runcast.runtime.ManualRun;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The run of one call of a model. Its input, chunks and output are in the JSON of LangChain. */
final class ModelRun {
    /** Where LangChain4j keeps the run of a call for its listeners. */
    static final Object KEY = ModelRun.class;

    private final ManualRun run;

    private ModelRun(ManualRun run) {
        this.run = run;
    }

    /** Starts a run below the current one of this thread. */
    static ModelRun start(ChatRequest request, @Nullable ModelProvider provider) {
        RunnableDescriptor.Builder descriptor = RunnableDescriptor.builder(
                        Objects.requireNonNullElse(request.modelName(), "chat_model"))
                .type(RunType.CHAT_MODEL)
                .input(List.class)
                .metadata("ls_model_type", "chat");
        if (provider != null && provider != ModelProvider.OTHER) {
            descriptor.metadata("ls_provider", nameInLangChain(provider));
        }
        if (request.modelName() != null) {
            descriptor.metadata("ls_model_name", request.modelName());
        }
        if (request.temperature() != null) {
            descriptor.metadata("ls_temperature", request.temperature());
        }
        if (request.maxOutputTokens() != null) {
            descriptor.metadata("ls_max_tokens", request.maxOutputTokens());
        }
        List<?> messages = request.messages().stream().map(Messages::of).toList();
        return new ModelRun(ManualRun.start(descriptor.build(), messages, RunnableConfig.empty()));
    }

    /** Returns what LangChain calls a provider, which is also what OpenTelemetry calls the most used ones. */
    private static String nameInLangChain(ModelProvider provider) {
        return switch (provider) {
            case OPEN_AI -> "openai";
            case AZURE_OPEN_AI -> "azure";
            case GOOGLE_AI_GEMINI -> "google_genai";
            default -> provider.name().toLowerCase(Locale.ROOT);
        };
    }

    /** Returns what LangChain calls a message whose model gives it no id. */
    private String messageId() {
        return "lc_run--" + run.run().id();
    }

    void text(String piece) {
        run.chunk(Messages.textChunk(piece, messageId()));
    }

    void thinking(String piece) {
        run.chunk(Messages.thinkingChunk(piece, messageId()));
    }

    void toolCall(PartialToolCall piece) {
        run.chunk(Messages.toolCallChunk(piece, messageId()));
    }

    void end(ChatResponse response) {
        run.end(Messages.of(response, messageId()));
    }

    void fail(Throwable error) {
        run.fail(error);
    }
}
