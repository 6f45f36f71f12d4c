package dev.runcast.examples.langchain4j;

import dev.langchain4j.invocation.InvocationParameters;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.UserMessage;

/** An AI service whose answers come in pieces. */
public interface StreamingAssistant {
    TokenStream answer(@UserMessage String question, InvocationParameters parameters);
}
