package dev.runcast.examples.reactor;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.stream.StreamEvent;
import dev.runcast.runtime.tree.RunTreeRecorder;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Prints what is recommended as it comes, what ran for it, and the events of another such run. */
public final class Main {
    private final UsingLibrarian using = new UsingLibrarian();
    private final PrintStream out;

    Main(PrintStream out) {
        this.out = out;
    }

    /** Runs the example. It takes no arguments. */
    public static void main(String[] arguments) {
        new Main(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)).run();
    }

    void run() {
        RunTreeRecorder recorder = new RunTreeRecorder();
        RunnableConfig config = RunnableConfig.builder()
                .addHandler(recorder)
                .on(LibrarianEvents.FOUND, found -> out.println(found.books() + " on " + found.topic()))
                .build();
        using.recommendations(config).doOnNext(out::print).blockLast();
        out.println();
        recorder.roots().forEach(tree -> out.println(tree.toText()));
        using.events().map(StreamEvent::toJson).doOnNext(out::println).blockLast();
    }
}
