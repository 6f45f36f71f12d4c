package dev.runcast.benchmarks.runtime;

import dev.runcast.runtime.RunnableConfig;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Looks at what Runcast adds to a small program that makes one call and ends: the loading of its classes and first steps in them. */
public final class FirstRun {
    private static final int TIMES = 15;

    private FirstRun() {}

    /**
     * Prints as JSON how many milliseconds a new JVM takes for the program without Runcast and with it, and how large the jars are.
     *
     * @param args {@code plain} or {@code runcast} in the JVMs that are measured, else nothing or how often each is started
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        String question = "How is the tea?";
        switch (args.length == 0 ? "" : args[0]) {
            case "plain" -> System.out.println(new Work().answer(question));
            case "runcast" -> {
                CountingHandler handler = new CountingHandler();
                RunnableConfig config =
                        RunnableConfig.builder().addHandler(handler).build();
                System.out.println(new AssistantRunnables(new Assistant(question))
                                .withConfig(config)
                                .answer(question)
                        + handler.count);
            }
            default -> measure(args.length == 0 ? TIMES : Integer.parseInt(args[0]));
        }
    }

    private static void measure(int times) throws IOException, InterruptedException {
        double[] plain = new double[times];
        double[] runcast = new double[times];
        for (int i = 0; i < times; i++) {
            plain[i] = millis("plain");
            runcast[i] = millis("runcast");
        }
        System.out.printf(
                Locale.ROOT,
                "{\"FirstRun.plain\": [%.1f, \"ms\"], \"FirstRun.runcast\": [%.1f, \"ms\"],"
                        + " \"FirstRun.runcastJars\": [%d, \"KiB\"], \"FirstRun.jarsItNeeds\": [%d, \"KiB\"]}%n",
                median(plain),
                median(runcast),
                kilobytes("runcast-(annotations|runtime)-.*"),
                kilobytes("(jackson-(core|databind)-3|jackson-annotations|slf4j-api|failsafe|jspecify)-?.*"));
    }

    private static double millis(String program) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FirstRun.class.getName(),
                        program)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("The program \"" + program + "\" failed.");
        }
        return (System.nanoTime() - start) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static long kilobytes(String names) throws IOException {
        long bytes = 0;
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path jar = Path.of(entry);
            if (jar.getFileName().toString().matches(names)) {
                bytes += Files.size(jar);
            }
        }
        return bytes / 1024;
    }
}
