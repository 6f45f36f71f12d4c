package dev.runcast.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.processor.CompilerTool.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several modules in one call of javac. */
class MultiModuleTest {
    @TempDir
    private Path output;

    @Test
    void generatesForTypesOfOneNameInTwoModules() throws IOException, InterruptedException {
        Result compilation = compile(Stream.of("one", "two")
                .flatMap(
                        module -> Stream.of(module(module), type(module, "com.example"), type(module, "com." + module)))
                .toList());

        assertThat(compilation.succeeded()).as(compilation.log()).isTrue();
        assertThat(compilation.generated())
                .extracting(Source::path)
                .containsExactly(
                        "one/com/example/WorkerEvents.java",
                        "one/com/example/WorkerRunnables.java",
                        "one/com/one/WorkerEvents.java",
                        "one/com/one/WorkerRunnables.java",
                        "two/com/example/WorkerEvents.java",
                        "two/com/example/WorkerRunnables.java",
                        "two/com/two/WorkerEvents.java",
                        "two/com/two/WorkerRunnables.java");
    }

    @Test
    void findsWrappersInTheModuleOfTheirUser() throws IOException, InterruptedException {
        Result compilation = compile(Stream.of("one", "two")
                .flatMap(module -> Stream.of(module(module), type(module, "com.example"), user(module)))
                .toList());

        assertThat(compilation.log().lines().filter(line -> line.contains("[RunnableContextLost]")))
                .as(compilation.log())
                .hasSize(2);
    }

    private Result compile(List<Source> sources) throws IOException, InterruptedException {
        String path = JavacCommand.path(CompilerTool.CLASS_PATH);
        return JavacCommand.compile(
                output,
                sources,
                List.of(
                        "-Xlint:-requires-automatic",
                        "-processor",
                        OtherAnnotations.class.getName() + "," + RunnableProcessor.class.getName(),
                        "-processorpath",
                        path,
                        "--module-path",
                        path,
                        "--module-source-path",
                        output.resolve("sources").toString()));
    }

    private static Source module(String name) {
        return new Source(name + "/module-info.java", """
                module %s {
                  requires dev.runcast.annotations;
                  requires dev.runcast.runtime;
                }
                """.formatted(name));
    }

    private static Source type(String module, String packageName) {
        return new Source(
                module + "/" + packageName.replace('.', '/') + "/Worker.java", """
                package %1$s;

                import dev.runcast.annotations.EmitsEvent;
                import dev.runcast.annotations.Runnable;

                class Worker {
                  @Runnable
                  @EmitsEvent(name = "done")
                  void %2$s(WorkerEvents events) {
                    events.done();
                  }

                  static void run() {
                    new WorkerRunnables(new Worker()).%2$s();
                  }
                }
                """.formatted(packageName, module));
    }

    private static Source user(String module) {
        return new Source(module + "/com/example/User.java", """
                package com.example;

                import dev.runcast.annotations.Runnable;
                import dev.runcast.runtime.RunnableConfig;
                import java.util.concurrent.Executor;

                class User {
                  @Runnable
                  void use(Executor executor, RunnableConfig config) {
                    WorkerRunnables worker = new WorkerRunnables(new Worker());
                    executor.execute(() -> worker.%s());
                  }
                }
                """.formatted(module));
    }
}
