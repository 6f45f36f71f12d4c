package dev.runcast.examples.langchain4j;

import static dev.runcast.testkit.RuncastAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.testkit.RecordingCallbackHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class ChatTest {
    /** The scripted model, which answers word by word on a thread of its own. */
    private static final class WordByWord implements StreamingChatModel {
        @Override
        public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
            CompletableFuture.runAsync(() -> {
                AiMessage answer = Models.scripted().doChat(request).aiMessage();
                if (answer.text() != null) {
                    for (String word : answer.text().split("(?<= )")) {
                        handler.onPartialResponse(word);
                    }
                }
                answer.toolExecutionRequests()
                        .forEach(call -> handler.onCompleteToolCall(new CompleteToolCall(0, call)));
                handler.onCompleteResponse(
                        ChatResponse.builder().aiMessage(answer).build());
            });
        }
    }

    @Test
    void streamsTheAnswerInOneRun() {
        RecordingCallbackHandler recording = new RecordingCallbackHandler();
        List<String> pieces = new ArrayList<>();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            new ChatRunnables(new Chat(new WordByWord(), threads))
                    .withConfig(RunnableConfig.builder().addHandler(recording).build())
                    .chat("What is tea made from?", pieces::add)
                    .toCompletableFuture()
                    .join();
        } finally {
            threads.shutdown();
        }
        assertThat(pieces).startsWith("The ", "library ", "says: ", "tea ");
        assertThat(recording)
                .run("chat")
                .hasChildren("chat_model", "lookUp", "chat_model")
                .child("lookUp")
                .emittedTimes(LibraryEvents.PROGRESS, 3);
    }
}
