package dev.runcast.examples.springai;

import java.util.List;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import reactor.core.publisher.Flux;

/** A model that looks up tea and answers, word by word, with what it was told. */
final class ScriptedChatModel implements ChatModel {
    @Override
    public ChatOptions getOptions() {
        return ToolCallingChatOptions.builder().model("scripted").build();
    }

    @Override
    public ChatResponse call(Prompt prompt) {
        return response(answer(prompt));
    }

    @Override
    public Flux<ChatResponse> stream(Prompt prompt) {
        AssistantMessage answer = answer(prompt);
        return answer.hasToolCalls()
                ? Flux.just(response(answer))
                : Flux.fromArray(answer.getText().split("(?= )")).map(word -> response(new AssistantMessage(word)));
    }

    private static AssistantMessage answer(Prompt prompt) {
        Message last = prompt.getLastUserOrToolResponseMessage();
        if (last instanceof ToolResponseMessage found) {
            return new AssistantMessage(
                    "The library says: " + found.getResponses().get(0).responseData());
        }
        return AssistantMessage.builder()
                .content("")
                .toolCalls(List.of(new ToolCall("call_1", "function", "lookUp", "{\"topic\": \"tea\"}")))
                .build();
    }

    private static ChatResponse response(AssistantMessage message) {
        return new ChatResponse(List.of(new Generation(message)));
    }
}
