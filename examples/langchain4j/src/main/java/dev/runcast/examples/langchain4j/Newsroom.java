package dev.runcast.examples.langchain4j;

import dev.langchain4j.agentic.Agent;
import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.agentic.UntypedAgent;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;
import dev.runcast.langchain4j.RunAgentListener;
import dev.runcast.langchain4j.RunnableTools;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.tree.RunTreeRecorder;
import java.io.PrintStream;
import java.util.Map;

/** Two agents, one after the other. The first looks things up, and shows how far it is. */
public final class Newsroom {
    private Newsroom() {}

    /** Finds out what the writer needs. */
    public interface Researcher {
        @UserMessage("What is {{topic}} made from?")
        @Agent(description = "Finds facts.", outputKey = "facts")
        String research(@V("topic") String topic);
    }

    /** Makes a headline of facts. */
    public interface Writer {
        @UserMessage("Write a headline: {{facts}}")
        @Agent(description = "Writes headlines.", outputKey = "headline")
        String write(@V("facts") String facts);
    }

    /** Writes about the topic given, else about tea. */
    public static void main(String[] args) {
        run(Models.fromEnvironment(), args.length > 0 ? args[0] : "tea", System.out);
    }

    static void run(ChatModel model, String topic, PrintStream out) {
        var recorder = new RunTreeRecorder();
        var config = RunnableConfig.builder()
                .on(LibraryEvents.PROGRESS, p -> out.println("  " + p.step() + "/" + p.total() + " " + p.note()))
                .addHandler(recorder)
                .build();
        UntypedAgent newsroom = newsroom(model);
        out.println(TypedRunnable.of("report", (String about) -> newsroom.invoke(Map.of("topic", about)))
                .invoke(topic, config));
        recorder.roots().forEach(tree -> out.println(System.lineSeparator() + tree.toText()));
    }

    static UntypedAgent newsroom(ChatModel model) {
        var library = new LibraryRunnables(new Library());
        var researcher = AgenticServices.agentBuilder(Researcher.class)
                .chatModel(model)
                .toolProvider(RunnableTools.of(library.lookUpRunnable()))
                .build();
        var writer = AgenticServices.agentBuilder(Writer.class).chatModel(model).build();
        return AgenticServices.sequenceBuilder()
                .name("newsroom")
                .subAgents(researcher, writer)
                .outputKey("headline")
                .listener(new RunAgentListener())
                .build();
    }
}
