package dev.runcast.examples.langchain4j;

import dev.langchain4j.service.SystemMessage;

/** An AI service of LangChain4j. */
public interface Assistant {
    @SystemMessage("Answer in one sentence, from what the library says.")
    String answer(String question);
}
