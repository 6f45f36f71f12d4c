package dev.runcast.examples.jfr;

import dev.runcast.examples.readme.Research;
import dev.runcast.examples.readme.ResearchRunnables;
import dev.runcast.jfr.JfrCallbackHandler;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** Records runs and events by JDK Flight Recorder into a file, and prints what is in it. */
public final class Main {
    private static final RunnableConfig CONFIG =
            RunnableConfig.builder().addHandler(new JfrCallbackHandler()).build();

    private Main() {}

    /** Records into the file of this name, or one that is deleted afterwards. */
    public static void main(String[] args) throws IOException {
        if (args.length > 0) {
            record(Path.of(args[0]), System.out);
            return;
        }
        Path file = Files.createTempFile("runs", ".jfr");
        try {
            record(file, System.out);
        } finally {
            Files.delete(file);
        }
    }

    static void record(Path file, PrintStream out) throws IOException {
        TypedRunnable<String, String> research = new ResearchRunnables(new Research()).researchRunnable();
        TypedRunnable<String, Integer> length = TypedRunnable.of("length", (String text) -> text.length());
        try (Recording recording = new Recording()) {
            recording.start();
            research.pipe(length).invoke("tea", CONFIG);
            recording.stop();
            recording.dump(file);
        }
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            switch (event.getEventType().getName()) {
                case "dev.runcast.Run" -> out.println("run " + event.getString("name"));
                case "dev.runcast.CustomEvent" ->
                    out.println("event " + event.getString("name") + " " + event.getString("data") + " of the run "
                            + event.getString("runName"));
                default -> {} // an event of the JVM
            }
        }
    }

    /** Returns how long the runs of a name took in a recording, in milliseconds. */
    static List<Long> durations(Path file, String name) throws IOException {
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals("dev.runcast.Run"))
                .filter(event -> event.getString("name").equals(name))
                .map(event -> event.getDuration().toMillis())
                .toList();
    }
}
