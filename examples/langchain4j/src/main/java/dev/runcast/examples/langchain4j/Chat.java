package dev.runcast.examples.langchain4j;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.service.AiServices;
import dev.runcast.annotations.Runnable;
import dev.runcast.langchain4j.ObservedStreamingChatModel;
import dev.runcast.langchain4j.RunnableConfigs;
import dev.runcast.langchain4j.RunnableTools;
import dev.runcast.runtime.ChunkSink;
import dev.runcast.runtime.RunnableConfig;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;

/** A runnable that answers by an assistant, piece by piece. */
public class Chat {
    private final StreamingAssistant assistant;

    public Chat(StreamingChatModel model, ExecutorService threads) {
        var library = new LibraryRunnables(new Library());
        this.assistant = AiServices.builder(StreamingAssistant.class)
                .streamingChatModel(ObservedStreamingChatModel.of(model))
                .toolProvider(RunnableTools.of(library.lookUpRunnable()))
                .executeToolsConcurrently(threads)
                .build();
    }

    @Runnable
    public CompletionStage<Void> chat(String question, ChunkSink<String> chunks, RunnableConfig config) {
        CompletableFuture<Void> answered = new CompletableFuture<>();
        assistant
                .answer(question, RunnableConfigs.toParameters(config))
                .onPartialResponse(chunks::emit)
                .onCompleteResponse(response -> answered.complete(null))
                .onError(answered::completeExceptionally)
                .start();
        return answered;
    }
}
