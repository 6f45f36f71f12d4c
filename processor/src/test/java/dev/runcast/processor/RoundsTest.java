package dev.runcast.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.runcast.processor.CompilerTool.Result;
import dev.runcast.processor.discovery.ClaimedAnnotations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.StandardLocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What depends on the rounds of a compilation. */
class RoundsTest {
    private static final String WAITING = """
            package com.example;

            import dev.runcast.annotations.EmitsEvent;
            import dev.runcast.annotations.Runnable;

            class Waiting {
              @Runnable
              @EmitsEvent(name = "late", payload = Late.class)
              Late work(Late input, WaitingEvents events) {
                events.late(input);
                return input;
              }
            }
            """;

    private static final String SMALLEST = """
            package com.example;

            import dev.runcast.annotations.EmitsEvent;
            import dev.runcast.annotations.Runnable;

            class Smallest {
              @Runnable
              @EmitsEvent(name = "done")
              void work(SmallestEvents events) {
                events.done();
              }
            }
            """;

    @TempDir
    private Path output;

    @Test
    void claimsItsAnnotations() {
        Compilation compilation = Compiler.javac()
                .withProcessors(new RunnableProcessor())
                .withOptions("-Xlint:all", "-Werror")
                .compile(Source.of(SMALLEST).toFileObject());

        assertThat(compilation).succeededWithoutWarnings();
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 11, 16})
    void saysOnceThatGeneratedCodeNeedsJava17(int release) {
        Compilation compilation = Compiler.javac()
                .withProcessors(new EventContractProcessor(), new RunnableProcessor())
                .withOptions("--release", String.valueOf(release), "-Adev.runcast.eventContract")
                .compile(Source.of(SMALLEST).toFileObject());

        assertThat(compilation.errors())
                .extracting(error -> error.getMessage(Locale.ROOT))
                .filteredOn(message -> message.startsWith("["))
                .containsExactly("[JavaVersion] Generated code needs Java 17, and this compilation is for Java "
                        + release + ". Set the compiler option --release to 17 or a later version.");
    }

    /** javac warns of options that belong to no processor that it asks. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Adev.runcast.wrapperAnnotations=java.lang.Deprecated",
                "-Adev.runcast.verbose",
                "-Adev.runcast.verbose=true",
                "-Adev.runcast.eventContract=false"
            })
    void knowsItsOptionsWhereNoTypeIsAnnotated(String option) {
        Compilation compilation = Compiler.javac()
                .withProcessors(new EventContractProcessor(), new RunnableProcessor())
                .withOptions("-Xlint:all", "-Werror", option)
                .compile(JavaFileObjects.forSourceLines("com.example.Plain", "package com.example;", "class Plain {}"));

        assertThat(compilation).succeededWithoutWarnings();
    }

    @ParameterizedTest
    @EnumSource
    void waitsForTypesOfOtherProcessors(CompilerTool compiler) {
        Result compilation = compiler.run(output, List.of(Source.of(WAITING)))
                .processors(new LateProcessor(), new RunnableProcessor())
                .compile();

        assertThat(compilation.succeeded()).as(compilation.log()).isTrue();
        assertThat(compilation.generated())
                .extracting(Source::path)
                .contains("com/example/WaitingEvents.java", "com/example/WaitingRunnables.java");
    }

    /** What a class extends that is not there yet may be a {@code TypeRef}. */
    @ParameterizedTest
    @ValueSource(strings = {"dev.runcast.runtime.TypeRef<java.util.List<Late>>", "LateBase"})
    void waitsForTypesThatPayloadsName(String superclass) {
        String payload = """
                package com.example;

                class Lates extends %s {}
                """.formatted(superclass);
        List<Source> sources = List.of(
                Source.of(WAITING.replace("Late.class", "Lates.class").replace("events.late(input);", "")),
                Source.of(payload));

        for (CompilerTool compiler : CompilerTool.values()) {
            Result compilation = compiler.run(output.resolve(compiler.name()), sources)
                    .processors(new LateProcessor(), new RunnableProcessor())
                    .compile();

            assertThat(compilation.succeeded()).as(compilation.log()).isTrue();
            assertThat(compilation.generated())
                    .filteredOn(source -> source.path().equals("com/example/WaitingEvents.java"))
                    .singleElement()
                    .extracting(Source::text)
                    .asString()
                    .contains(superclass.equals("LateBase") ? "\"late\", Lates.class" : "new TypeRef<List<Late>>() {}");
        }
    }

    /** What compilers give in the place of a constant that does not exist yet is no name of an event. */
    @ParameterizedTest
    @EnumSource
    void waitsForConstantsOfOtherProcessors(CompilerTool compiler) {
        Result result = compiler.run(output, List.of(Source.of("""
                package com.example;

                import dev.runcast.annotations.EmitsEvent;
                import dev.runcast.annotations.Runnable;

                class Waiting {
                  @Runnable(name = Names.RUN, tags = {"a", Names.TAG}, metadata = "k=" + Names.TAG)
                  @EmitsEvent(name = Names.EVENT, method = "tell", description = "Says " + Names.TAG)
                  void work(WaitingEvents events) {
                    events.tell();
                  }
                }
                """)))
                .processors(new LateProcessor(), new RunnableProcessor())
                .compile();

        assertThat(result.succeeded()).as(result.log()).isTrue();
        assertThat(textOf(result, "com/example/WaitingEvents.java")).contains("\"late event\"", "Says late tag");
        assertThat(textOf(result, "com/example/WaitingRunnables.java"))
                .contains("\"late run\"", "\"late tag\"", "\"k\"");
    }

    /** Wrappers that do not exist yet are known by their names, in which capital letters mean nothing. */
    @Test
    void namesWrappersOfClassesInScriptsWithoutCapitals() {
        Compilation compilation = Javac.strict()
                .compile(
                        JavaFileObjects.forSourceString("com.example.検索", """
                                package com.example;

                                class 検索 {
                                  @dev.runcast.annotations.Runnable
                                  String search(String query) {
                                    return query;
                                  }
                                }
                                """),
                        JavaFileObjects.forSourceString("com.example.Caller", """
                                package com.example;

                                class Caller {
                                  @dev.runcast.annotations.Runnable
                                  String call(検索Runnables other, com.example.検索Runnables another) {
                                    return other.search("tea") + another.search("milk");
                                  }
                                }
                                """));

        assertThat(compilation).succeededWithoutWarnings();
    }

    @ParameterizedTest
    @EnumSource
    void takesWhatKaptPutsInTheirPlaceForMissing(CompilerTool compiler) {
        List<Source> sources = List.of(Source.of(WAITING.replace("Late", "error.NonExistentClass")), Source.of("""
                package error;

                public final class NonExistentClass {}
                """));

        Result compilation = compiler.compile(output, sources);

        assertThat(compilation.diagnostics().stream().map(diagnostic -> diagnostic.getMessage(Locale.ROOT)))
                .filteredOn(message -> message.startsWith("["))
                .hasSize(1)
                .allMatch(message -> message.startsWith("[EmitsEventPayloadMissing]"));
    }

    /** javac asks no processor once all annotations are claimed. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void claimsAnnotationsAfterTheContractSawThem(boolean isContractFirst) {
        Processor[] processors = isContractFirst
                ? new Processor[] {new EventContractProcessor(), new RunnableProcessor()}
                : new Processor[] {new RunnableProcessor(), new EventContractProcessor()};

        Compilation compilation = Javac.withMoreOptions(Javac.strict(processors), "-Adev.runcast.eventContract")
                .compile(Source.of(SMALLEST).toFileObject());

        assertThat(compilation).succeededWithoutWarnings();
        assertThat(compilation)
                .generatedFile(StandardLocation.CLASS_OUTPUT, "META-INF/runcast/events.json")
                .contentsAsUtf8String()
                .contains("\"done\"");
    }

    /** Whoever asks for what others generated is to see it. */
    @Test
    void leavesGeneratedTypesOfOthersUnclaimed() {
        LateProcessor late = new LateProcessor("@javax.annotation.processing.Generated(\"late\")");
        List<String> seen = new ArrayList<>();

        Compilation compilation = Compiler.javac()
                .withProcessors(late, new RunnableProcessor(), new AnnotationSpy(seen))
                .compile(Source.of(SMALLEST).toFileObject());

        assertThat(compilation).succeeded();
        assertThat(seen).containsExactly("javax.annotation.processing.Generated");
    }

    /** javac asks no processor of every class any more, once one claims a round without annotations. */
    @Test
    void leavesRoundsWithoutAnnotationsToOthers() {
        List<String> seen = new ArrayList<>();

        Compilation compilation = Compiler.javac()
                .withProcessors(
                        new LateProcessor("", 2),
                        new RunnableProcessor(),
                        new EventContractProcessor(),
                        new ClassSpy(seen))
                .withOptions("-Adev.runcast.eventContract")
                .compile(Source.of(SMALLEST).toFileObject());

        assertThat(compilation).succeeded();
        assertThat(seen).contains("Late");
    }

    @ParameterizedTest
    @EnumSource
    void oneMistakeDoesNotSpoilOtherTypes(CompilerTool compiler) {
        List<Source> sources = new ArrayList<>(Source.resources("bad/EmitsEventName.java"));
        sources.addAll(Source.resources("good/research"));

        Result compilation = compiler.compile(output, sources);

        assertThat(compilation.diagnostics().stream().map(diagnostic -> diagnostic.getMessage(Locale.ROOT)))
                .filteredOn(message -> message.startsWith("[") || message.contains("cannot"))
                .hasSize(1);
        assertThat(compilation.generated())
                .extracting(Source::path)
                .contains("com/example/ResearchRunnables.java", "com/example/GreeterRunnables.java");
    }

    @ParameterizedTest
    @EnumSource
    void keepsQuietOfAnnotationsThatFrameworksDoNotCallBy(CompilerTool compiler) {
        Result compilation = compiler.compile(output, List.of(Source.of("""
                package com.example;

                import dev.runcast.annotations.Runnable;
                import dev.runcast.runtime.RunnableConfig;

                class Greeter {
                  @interface Timed {}

                  @Runnable
                  @Timed
                  void greet(RunnableConfig config) {}
                }
                """)));

        assertThat(compilation.succeeded()).as(compilation.log()).isTrue();
    }

    /** In the first round neither emitter exists, and both have the same simple name. ECJ also compiles what came of that. */
    @ParameterizedTest
    @EnumSource
    void tellsTheEmitterOfANamesakeApart(CompilerTool compiler) {
        String namesake = """
                package %s;

                import dev.runcast.annotations.EmitsEvent;
                import dev.runcast.annotations.Runnable;
                %s

                public class Same {
                  @Runnable
                  @EmitsEvent(name = "done")
                  public void work(SameEvents events) {
                    events.done();
                  }
                }
                """;

        Result compilation = compiler.compile(
                output,
                List.of(
                        Source.of(namesake.formatted("com.example.one", "")),
                        Source.of(namesake.formatted("com.example.two", "import com.example.one.SameEvents;"))));

        assertThat(compilation.diagnostics().stream().map(diagnostic -> diagnostic.getMessage(Locale.ROOT)))
                .as(compilation.log())
                .filteredOn(message -> compiler == CompilerTool.JAVAC || message.startsWith("["))
                .singleElement()
                .asString()
                .startsWith("[RunnableForeignEmitter]");
    }

    private static String textOf(Result result, String path) {
        return result.generated().stream()
                .filter(source -> source.path().equals(path))
                .findFirst()
                .orElseThrow()
                .text();
    }

    /** Sees the annotations that nobody claimed before. */
    private static final class AnnotationSpy extends AbstractProcessor {
        private final List<String> seen;

        AnnotationSpy(List<String> seen) {
            this.seen = seen;
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return ClaimedAnnotations.NAMES;
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            annotations.forEach(
                    annotation -> seen.add(annotation.getQualifiedName().toString()));
            return false;
        }
    }

    /** Sees the classes of the rounds in which it is asked. */
    @SupportedAnnotationTypes("*")
    private static final class ClassSpy extends AbstractProcessor {
        private final List<String> seen;

        ClassSpy(List<String> seen) {
            this.seen = seen;
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            round.getRootElements()
                    .forEach(type -> seen.add(type.getSimpleName().toString()));
            return false;
        }
    }

    /** Generates a type after the sources were seen. */
    private static final class LateProcessor extends AbstractProcessor {
        private final String annotation;
        private final int first;
        private int rounds;

        LateProcessor() {
            this("");
        }

        LateProcessor(String annotation) {
            this(annotation, 1);
        }

        /** Generates the type in this round. */
        LateProcessor(String annotation, int round) {
            this.annotation = annotation;
            this.first = round;
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return Set.of("*");
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            rounds++;
            if (rounds == first) {
                write("Late", annotation + " record Late(int one, int other) {}");
                write("LateBase", "class LateBase {}");
                write("Names", """
                        class Names {
                          static final String RUN = "late run";
                          static final String TAG = "late tag";
                          static final String EVENT = "late event";
                        }
                        """);
            }
            return false;
        }

        private void write(String name, String declaration) {
            try (Writer writer = processingEnv
                    .getFiler()
                    .createSourceFile("com.example." + name)
                    .openWriter()) {
                writer.write("package com.example;\n\n" + declaration + "\n");
            } catch (IOException error) {
                throw new UncheckedIOException(error);
            }
        }
    }
}
