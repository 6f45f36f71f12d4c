package dev.runcast.examples.checksums;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.EventStreamOptions;
import dev.runcast.runtime.stream.StreamEvent;
import dev.runcast.runtime.tree.RunTreeRecorder;
import dev.runcast.server.RunnableServer;
import java.io.IOException;
import java.io.PrintStream;

/** What else the guide does with the tool. */
public final class UsingChecksums {
    private final PrintStream out;
    private final ChecksumsRunnables tool = new ChecksumsRunnables(new Checksums(new HasherRunnables(new Hasher())));

    /** Creates programs that print. */
    public UsingChecksums(PrintStream out) {
        this.out = out;
    }

    void showEvents(String directory) {
        try (EventStream events = tool.checksumsRunnable().streamEvents(directory)) {
            for (StreamEvent event : events) {
                out.println(event.toJson());
            }
        }
    }

    void stopAtTheFirstFile(String directory) {
        var options =
                EventStreamOptions.builder().only(ChecksumsEvents.PROGRESS).build();
        try (EventStream events = tool.checksumsRunnable().streamEvents(directory, RunnableConfig.empty(), options)) {
            for (StreamEvent event : events) {
                out.println(event.payload(ChecksumsEvents.PROGRESS).file());
                break; // closes the stream, which cancels the run
            }
        }
    }

    void showTree(String directory) throws IOException {
        var recorder = new RunTreeRecorder();
        tool.withConfig(RunnableConfig.builder().addHandler(recorder).build()).checksums(directory);
        recorder.roots().forEach(tree -> out.println(tree.toText()));
    }

    RunnableServer serve(int port) throws IOException {
        RunnableServer server = RunnableServer.builder()
                .port(port)
                .mount("/checksums", tool.checksumsRunnable())
                .start();
        out.println("Open " + server.uri());
        return server;
    }
}
