package dev.runcast.examples.springai;

import dev.runcast.spring.ai.RunAdvisors;
import dev.runcast.spring.ai.RunnableTools;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Starts the application. */
@SpringBootApplication
public class Application {
    /** Starts it. */
    public static void main(String[] args) {
        SpringApplication.run(Application.class, args);
    }

    /** Returns a model that follows a script. With a starter of Spring AI the model is a bean already. */
    @Bean
    ChatModel model() {
        return new ScriptedChatModel();
    }

    @Bean
    ChatClient client(ChatModel model, LibraryRunnables library) {
        return ChatClient.builder(model)
                .defaultSystem("Answer in one sentence, from what the library says.")
                .defaultTools(RunnableTools.of(library.lookUpRunnable()))
                .defaultAdvisors(RunAdvisors.all())
                .build();
    }
}
