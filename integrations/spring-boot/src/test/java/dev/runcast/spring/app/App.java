package dev.runcast.spring.app;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import java.util.Locale;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class App {
    @Bean
    TypedRunnable<String, String> shout() {
        return TypedRunnable.ofConfigured(
                RunnableDescriptor.builder("upper case")
                        .input(String.class)
                        .output(String.class)
                        .build(),
                (String text, RunnableConfig config) -> text.toUpperCase(Locale.ROOT));
    }
}
