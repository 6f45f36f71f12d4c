package dev.runcast.benchmarks.compiletime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import javax.annotation.processing.Processor;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The compiler of this JVM. Each compilation is a new one, but classes stay loaded, those of processors too. Class files are thrown
 * away, and time is CPU time of the thread that compiles, so that other programs, the disk and the JVM's own threads disturb
 * little.
 */
final class Javac implements AutoCloseable {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, UTF_8);
    private final Map<Path, ClassLoader> processors = new HashMap<>();

    Javac(List<Path> classPath) throws IOException {
        files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
    }

    /** Compiles with all processors of a jar, which write to {@code generated}, and returns the milliseconds that it took. */
    double compile(Path processorJar, List<Path> sources, Path generated) throws IOException {
        List<Processor> instances = ServiceLoader.load(Processor.class, loaderOf(processorJar)).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        files.setLocationFromPaths(StandardLocation.SOURCE_OUTPUT, List.of(generated));
        return compile(sources, List.of(), instances);
    }

    /** Compiles without processors, and returns the milliseconds that it took. */
    double compile(List<Path> sources) throws IOException {
        return compile(sources, List.of("-proc:none"), List.of());
    }

    private double compile(List<Path> sources, List<String> options, List<Processor> instances) throws IOException {
        StringWriter messages = new StringWriter();
        JavaCompiler.CompilationTask task = compiler.getTask(
                messages,
                new WithoutClassFiles(files),
                null,
                options,
                null,
                files.getJavaFileObjectsFromPaths(sources));
        task.setProcessors(instances);
        long start = THREADS.getCurrentThreadCpuTime();
        boolean succeeded = task.call();
        long nanos = THREADS.getCurrentThreadCpuTime() - start;
        if (!succeeded) {
            throw new IllegalStateException(messages.toString());
        }
        return nanos / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }

    private ClassLoader loaderOf(Path jar) throws IOException {
        URL url = jar.toUri().toURL();
        return processors.computeIfAbsent(jar, unused -> new URLClassLoader(new URL[] {url}));
    }

    @Override
    public void close() throws IOException {
        files.close();
    }

    /** Keeps sources in files, and class files nowhere. */
    private static final class WithoutClassFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {
        WithoutClassFiles(StandardJavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, @Nullable FileObject sibling)
                throws IOException {
            return kind == JavaFileObject.Kind.CLASS
                    ? new Nowhere(className)
                    : super.getJavaFileForOutput(location, className, kind, sibling);
        }
    }

    private static final class Nowhere extends SimpleJavaFileObject {
        Nowhere(String className) {
            super(URI.create("nowhere:/" + className), Kind.CLASS);
        }

        @Override
        public OutputStream openOutputStream() {
            return OutputStream.nullOutputStream();
        }
    }
}
