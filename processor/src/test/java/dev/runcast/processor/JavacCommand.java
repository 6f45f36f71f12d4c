package dev.runcast.processor;

import static java.util.stream.Collectors.joining;

import dev.runcast.processor.CompilerTool.Result;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command {@code javac} of the JDK that runs the tests, with a JVM of its own. */
final class JavacCommand {
    private JavacCommand() {}

    /** Compiles sources with every warning turned on and counted as an error. */
    static Result compile(Path output, List<Source> sources, List<String> options)
            throws IOException, InterruptedException {
        Path generated = Files.createDirectories(output.resolve("generated"));
        Path classes = Files.createDirectories(output.resolve("classes"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
                "-encoding",
                "UTF-8",
                "-classpath",
                path(CompilerTool.CLASS_PATH),
                "-s",
                generated.toString(),
                "-d",
                classes.toString()));
        command.addAll(Javac.OPTIONS);
        command.addAll(options);
        for (Source source : sources) {
            command.add(source.writeTo(output.resolve("sources")).toString());
        }
        Path log = output.resolve("log");
        int status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        return new Result(status == 0, List.of(), Files.readString(log), CompilerTool.sourcesIn(generated), classes);
    }

    static String path(List<Path> entries) {
        return entries.stream().map(Path::toString).collect(joining(File.pathSeparator));
    }
}
