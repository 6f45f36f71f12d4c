package dev.runcast.examples.langchain4j;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.AiServices;
import dev.runcast.langchain4j.RunnableTools;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.tree.RunTreeRecorder;
import java.io.PrintStream;

/** An assistant that shows what its tool is doing while it works, and in the end what ran. */
public final class Main {
    private Main() {}

    /** Answers the question given, else one about tea. */
    public static void main(String[] args) {
        run(Models.fromEnvironment(), args.length > 0 ? args[0] : "What is tea made from?", System.out);
    }

    static void run(ChatModel model, String question, PrintStream out) {
        var library = new LibraryRunnables(new Library());
        Assistant assistant = AiServices.builder(Assistant.class)
                .chatModel(model)
                .toolProvider(RunnableTools.of(library.lookUpRunnable()))
                .build();
        TypedRunnable<String, String> chat = TypedRunnable.of("chat", assistant::answer);

        var recorder = new RunTreeRecorder();
        var config = RunnableConfig.builder()
                .on(LibraryEvents.PROGRESS, p -> out.println("  " + p.step() + "/" + p.total() + " " + p.note()))
                .addHandler(recorder)
                .build();
        out.println(question);
        out.println(chat.invoke(question, config));
        recorder.roots().forEach(tree -> out.println(System.lineSeparator() + tree.toText()));
    }
}
