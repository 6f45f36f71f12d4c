package dev.runcast.benchmarks.compiletime;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
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
 * away, and only what the compiling thread uses is counted, so that other programs, the disk and the JVM's own threads disturb
 * little.
 */
final class Javac implements AutoCloseable {
    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, UTF_8);
    private final Map<Path, ClassLoader> processors = new HashMap<>();

    Javac(List<Path> classPath) throws IOException {
        files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
    }

    /** Compiles with all processors of a jar, which write to {@code generated}. */
    Use compile(Path processorJar, List<Path> sources, Path generated) throws IOException {
        List<Processor> instances = ServiceLoader.load(Processor.class, loaderOf(processorJar)).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        files.setLocationFromPaths(StandardLocation.SOURCE_OUTPUT, List.of(generated));
        return compile(sources, List.of(), instances);
    }

    /** Compiles without processors. */
    Use compile(List<Path> sources) throws IOException {
        return compile(sources, List.of("-proc:none"), List.of());
    }

    private Use compile(List<Path> sources, List<String> options, List<Processor> instances) throws IOException {
        StringWriter messages = new StringWriter();
        JavaCompiler.CompilationTask task = compiler.getTask(
                messages,
                new WithoutClassFiles(files),
                null,
                options,
                null,
                files.getJavaFileObjectsFromPaths(sources));
        task.setProcessors(instances);
        Use before = usedByThread();
        boolean succeeded = task.call();
        Use after = usedByThread();
        if (!succeeded) {
            throw new IllegalStateException(messages.toString());
        }
        return after.minus(before);
    }

    private static Use usedByThread() {
        return new Use(THREAD.getCurrentThreadCpuTime() / 1e6, THREAD.getCurrentThreadAllocatedBytes() / 1024.0);
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
