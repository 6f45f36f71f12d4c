package dev.runcast.processor;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** TypeScript's own compiler, which node runs. It comes with the tests, node does not. */
final class TypeScriptCompiler {
    private static final String WEBJAR = "META-INF/resources/webjars/typescript/";

    private final Path tsc;

    private TypeScriptCompiler(Path tsc) {
        this.tsc = tsc;
    }

    /**
     * Unpacks the compiler into {@code folder}. Where there is no node, tests that need it are aborted, but on a CI server they
     * fail.
     */
    static TypeScriptCompiler unpack(Path folder) throws IOException, InterruptedException {
        checkNode();
        URL webjar = TypeScriptCompiler.class.getClassLoader().getResource(WEBJAR);
        if (webjar == null) {
            throw new AssertionError("The webjar of TypeScript is not on the class path.");
        }
        JarURLConnection connection = (JarURLConnection) webjar.openConnection();
        try (JarFile jar =
                new JarFile(Path.of(connection.getJarFile().getName()).toFile())) {
            for (JarEntry entry : jar.stream().toList()) {
                if (entry.getName().matches(WEBJAR + "[^/]+/lib/[^/]+\\.(js|d\\.ts)")) {
                    Path file = folder.resolve(
                            entry.getName().substring(entry.getName().lastIndexOf('/') + 1));
                    Files.copy(jar.getInputStream(entry), file);
                }
            }
        }
        return new TypeScriptCompiler(folder.resolve("tsc.js"));
    }

    private static void checkNode() throws InterruptedException {
        try {
            new ProcessBuilder("node", "--version").start().waitFor();
        } catch (IOException missing) {
            String reason = "node is not on the path, which the compiler of TypeScript needs: " + missing.getMessage();
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(reason, missing);
            }
            abort(reason);
        }
    }

    /** Checks programs, and returns what is wrong with them, a line for each message. */
    List<String> check(List<Path> programs) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node", tsc.toString()));
        command.addAll(List.of("--strict", "--noEmit", "--target", "es2022", "--lib", "es2022", "--module", "esnext"));
        command.addAll(List.of("--moduleResolution", "bundler", "--pretty", "false"));
        programs.forEach(program -> command.add(program.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        List<String> messages =
                output.lines().filter(line -> line.contains("error TS")).toList();
        if (exitCode != 0 && messages.isEmpty()) {
            throw new AssertionError("The compiler of TypeScript ended with the code " + exitCode + ": " + output);
        }
        return messages;
    }
}
