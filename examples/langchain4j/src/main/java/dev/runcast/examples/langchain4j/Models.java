package dev.runcast.examples.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.runcast.langchain4j.RunChatModelListener;
import java.util.List;

/** The models of the example. */
final class Models {
    private Models() {}

    /** Returns OpenAI's if the environment has a key, else one that follows a script. */
    static ChatModel fromEnvironment() {
        String key = System.getenv("OPENAI_API_KEY");
        return key == null ? scripted() : openAi(key);
    }

    static ChatModel openAi(String key) {
        return OpenAiChatModel.builder()
                .apiKey(key)
                .modelName("gpt-4o-mini")
                .listeners(List.of(new RunChatModelListener()))
                .build();
    }

    /** Returns a model that looks up tea and answers with what it was told, or makes a headline if it has no tools. */
    static ChatModel scripted() {
        return new ChatModel() {
            @Override
            public ChatResponse doChat(ChatRequest request) {
                return ChatResponse.builder().aiMessage(answer(request)).build();
            }

            @Override
            public List<ChatModelListener> listeners() {
                return List.of(new RunChatModelListener());
            }
        };
    }

    private static AiMessage answer(ChatRequest request) {
        if (request.toolSpecifications().isEmpty()) {
            return AiMessage.from("Tea is leaves in hot water!");
        }
        boolean isAsked = request.messages().get(request.messages().size() - 1) instanceof UserMessage;
        return isAsked ? AiMessage.from(lookUp()) : AiMessage.from(found(request));
    }

    private static ToolExecutionRequest lookUp() {
        return ToolExecutionRequest.builder()
                .id("call_1")
                .name("lookUp")
                .arguments("{\"topic\": \"tea\"}")
                .build();
    }

    private static String found(ChatRequest request) {
        var last = request.messages().get(request.messages().size() - 1);
        return "The library says: " + ((ToolExecutionResultMessage) last).text();
    }
}
