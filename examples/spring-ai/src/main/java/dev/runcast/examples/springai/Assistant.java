package dev.runcast.examples.springai;

import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.spring.ai.RunnableConfigs;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;

/** Answers questions, piece by piece. */
@Service
public class Assistant {
    private final ChatClient client;

    public Assistant(ChatClient client) {
        this.client = client;
    }

    /** Answers a question. */
    @Runnable(description = "Answers a question from what the library says.")
    public Flux<String> chat(String question) {
        return client.prompt(question).stream().content();
    }

    /** Answers a question at once. The handlers of the config hear what happens meanwhile. */
    public String answer(String question, RunnableConfig config) {
        return client.prompt(question)
                .toolContext(RunnableConfigs.toToolContext(config))
                .call()
                .content();
    }
}
