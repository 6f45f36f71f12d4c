package dev.runcast.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

/**
 * The compilers that users have, as tools that work on files. The cases of {@link GoldenTest} and {@link DiagnosticsTest} meet javac
 * through compile-testing instead; see {@link Javac}.
 */
enum CompilerTool {
    JAVAC(Javac.OPTIONS),
    // ECJ does not know the token "varargs", which javac needs, and a case hides a type parameter on purpose.
    ECJ(List.of("-source", "17", "-target", "17", "-warn:-warningToken,typeHiding", "-failOnWarning"));

    /** The class path of the tests, on which the runtime is. */
    static final List<Path> CLASS_PATH = Stream.of(
                    System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .toList();

    private final List<String> options;

    CompilerTool(List<String> options) {
        this.options = options;
    }

    /** Compiles sources with every warning turned on and counted as an error. */
    Result compile(Path output, List<Source> sources) {
        return new Run(output, sources).compile();
    }

    private JavaCompiler tool() {
        return this == JAVAC ? ToolProvider.getSystemJavaCompiler() : new EclipseCompiler();
    }

    /** One call of a compiler, for the cases that need more than {@link CompilerTool#compile}. */
    Run run(Path output, List<Source> sources) {
        return new Run(output, sources);
    }

    final class Run {
        private final Path output;
        private final List<Source> sources;
        private final List<String> extraOptions = new ArrayList<>();
        private List<Path> classPath = CLASS_PATH;
        private String release = "17";
        private List<Processor> processors = List.of(new RunnableProcessor());

        private Run(Path output, List<Source> sources) {
            this.output = output;
            this.sources = sources;
        }

        /** Compiles for another version of Java than 17. */
        Run release(int release) {
            this.release = String.valueOf(release);
            return this;
        }

        Run options(String... options) {
            extraOptions.addAll(List.of(options));
            return this;
        }

        Run classPath(List<Path> classPath) {
            this.classPath = classPath;
            return this;
        }

        Run processors(Processor... processors) {
            this.processors = List.of(processors);
            return this;
        }

        Result compile() {
            JavaCompiler tool = tool();
            DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
            StringWriter text = new StringWriter();
            try (StandardJavaFileManager files = tool.getStandardFileManager(diagnostics, Locale.ROOT, UTF_8)) {
                Path generated = Files.createDirectories(output.resolve("generated"));
                Path classes = Files.createDirectories(output.resolve("classes"));
                List<Path> paths = new ArrayList<>();
                for (Source source : sources) {
                    paths.add(source.writeTo(output.resolve("sources")));
                }
                List<String> arguments = new ArrayList<>(options);
                arguments.replaceAll(option -> option.equals("17") ? release : option);
                arguments.addAll(extraOptions);
                arguments.addAll(List.of("-encoding", "UTF-8"));
                boolean isModule =
                        sources.stream().anyMatch(source -> source.path().equals("module-info.java"));
                if (isModule) {
                    String modulePath = classPath.stream().map(Path::toString).collect(joining(File.pathSeparator));
                    arguments.addAll(List.of("--module-path", modulePath));
                } else {
                    files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
                }
                files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
                files.setLocationFromPaths(StandardLocation.SOURCE_OUTPUT, List.of(generated));
                JavaCompiler.CompilationTask task = tool.getTask(
                        text, files, diagnostics, arguments, null, files.getJavaFileObjectsFromPaths(paths));
                task.setProcessors(Javac.withOtherAnnotations(processors));
                boolean succeeded = task.call();
                return new Result(
                        succeeded, diagnostics.getDiagnostics(), text.toString(), sourcesIn(generated), classes);
            } catch (IOException error) {
                throw new AssertionError(error);
            }
        }
    }

    static List<Source> sourcesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Source> sources = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                sources.add(new Source(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file)));
            }
            return sources;
        }
    }

    /** What became of a compilation. */
    record Result(
            boolean succeeded,
            List<Diagnostic<? extends JavaFileObject>> diagnostics,
            String text,
            List<Source> generated,
            Path classes) {
        /** Returns the text of a file beside the classes. */
        String resource(String path) {
            try {
                return Files.readString(classes.resolve(path));
            } catch (IOException error) {
                throw new UncheckedIOException(error);
            }
        }

        /** Returns the folder of the classes for a class loader. */
        URL classesUrl() {
            try {
                return classes.toUri().toURL();
            } catch (MalformedURLException error) {
                throw new UncheckedIOException(error);
            }
        }

        /** Returns what the compiler said, for the message of a failing test. */
        String log() {
            return diagnostics + "\n" + text;
        }
    }
}
