package dev.runcast.examples.checksums;

import dev.runcast.runtime.RunnableConfig;
import java.io.IOException;
import java.util.Map;

/** Computes the checksums of the files below a directory, and shows how far it is. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws IOException {
        var tool = new ChecksumsRunnables(new Checksums(new HasherRunnables(new Hasher())));
        var config = RunnableConfig.builder()
                .on(ChecksumsEvents.PROGRESS, Main::show)
                .build();
        String directory = arguments.length == 0 ? "." : arguments[0];
        Map<String, String> checksums = tool.withConfig(config).checksums(directory);
        System.out.println(checksums.size() + " checksums");
    }

    private static void show(Checksums.Progress progress) {
        System.out.printf("%3d of %d  %s%n", progress.done(), progress.total(), progress.file());
    }
}
