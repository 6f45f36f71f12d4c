package dev.runcast.examples.springbatch;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.tree.RunTreeRecorder;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Imports contacts, and prints what ran. */
public final class Main {
    private Main() {}

    /** Runs the example. It takes no arguments. */
    public static void main(String[] arguments) throws Exception {
        run(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
    }

    static void run(PrintStream out) throws Exception {
        RunTreeRecorder recorder = new RunTreeRecorder();
        ContactImport contacts = new ContactImport(new Contacts());
        contacts.execute(
                contacts.job(List.of("Ada,London", "Grace,New York", "nobody")),
                RunnableConfig.builder().addHandler(recorder).build());
        recorder.roots().forEach(tree -> out.println(tree.toText()));
    }
}
