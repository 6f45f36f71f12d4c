package dev.runcast.opentelemetry;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a version of OpenTelemetry that does not fit is told of when the handler is made. */
class OldVersionTest {
    /** In which log records know nothing. */
    private static final String OLD_BUILDER = "package io.opentelemetry.api.logs; public interface LogRecordBuilder {}";

    @Test
    void isSaidWhenTheHandlerIsMade(@TempDir Path old) throws Exception {
        Path source = Files.writeString(old.resolve("LogRecordBuilder.java"), OLD_BUILDER);
        ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-Xlint:-path", "-d", old.toString(), source.toString());
        try (URLClassLoader application = new URLClassLoader(classPath(old), ClassLoader.getPlatformClassLoader())) {
            Class<?> api = application.loadClass("io.opentelemetry.api.OpenTelemetry");
            Method create = application
                    .loadClass(OpenTelemetryCallbackHandler.class.getName())
                    .getMethod("create", api);
            assertThatThrownBy(() -> create.invoke(null, api.getMethod("noop").invoke(null)))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "The version of opentelemetry-api is too old for runcast-opentelemetry. Use 1.55 or newer.");
        }
    }

    private static URL[] classPath(Path first) throws IOException {
        return Stream.concat(
                        Stream.of(first),
                        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                                .map(Path::of))
                .map(OldVersionTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }
}
