package dev.runcast.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.processor.Compiler.Compilation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
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

    @TempDir
    private Path output;

    @ParameterizedTest
    @EnumSource
    void waitsForTypesOfOtherProcessors(Compiler compiler) {
        Compilation compilation = compiler.run(output, List.of(Source.of(WAITING)))
                .processors(new RunnableProcessor(), new LateProcessor())
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

        for (Compiler compiler : Compiler.values()) {
            Compilation compilation = compiler.run(output.resolve(compiler.name()), sources)
                    .processors(new RunnableProcessor(), new LateProcessor())
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

    @ParameterizedTest
    @EnumSource
    void takesWhatKaptPutsInTheirPlaceForMissing(Compiler compiler) {
        List<Source> sources = List.of(Source.of(WAITING.replace("Late", "error.NonExistentClass")), Source.of("""
                package error;

                public final class NonExistentClass {}
                """));

        Compilation compilation = compiler.compile(output, sources);

        assertThat(compilation.diagnostics().stream().map(diagnostic -> diagnostic.getMessage(Locale.ROOT)))
                .filteredOn(message -> message.startsWith("["))
                .hasSize(1)
                .allMatch(message -> message.startsWith("[EmitsEventPayloadMissing]"));
    }

    @ParameterizedTest
    @EnumSource
    void oneMistakeDoesNotSpoilOtherTypes(Compiler compiler) {
        List<Source> sources = new ArrayList<>(Source.resources("bad/EmitsEventName.java"));
        sources.addAll(Source.resources("good/research"));

        Compilation compilation = compiler.compile(output, sources);

        assertThat(compilation.diagnostics().stream().map(diagnostic -> diagnostic.getMessage(Locale.ROOT)))
                .filteredOn(message -> message.startsWith("[") || message.contains("cannot"))
                .hasSize(1);
        assertThat(compilation.generated())
                .extracting(Source::path)
                .contains("com/example/ResearchRunnables.java", "com/example/GreeterRunnables.java");
    }

    @ParameterizedTest
    @EnumSource
    void keepsQuietOfAnnotationsThatFrameworksDoNotCallBy(Compiler compiler) {
        Compilation compilation = compiler.compile(output, List.of(Source.of("""
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
    void tellsTheEmitterOfANamesakeApart(Compiler compiler) {
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

        Compilation compilation = compiler.compile(
                output,
                List.of(
                        Source.of(namesake.formatted("com.example.one", "")),
                        Source.of(namesake.formatted("com.example.two", "import com.example.one.SameEvents;"))));

        assertThat(compilation.diagnostics().stream().map(diagnostic -> diagnostic.getMessage(Locale.ROOT)))
                .as(compilation.log())
                .filteredOn(message -> compiler == Compiler.JAVAC || message.startsWith("["))
                .singleElement()
                .asString()
                .startsWith("[RunnableForeignEmitter]");
    }

    /** Generates a type after the sources were seen. */
    private static final class LateProcessor extends AbstractProcessor {
        private int rounds;

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
            if (rounds == 1) {
                write("Late", "record Late(int one, int other) {}");
                write("LateBase", "class LateBase {}");
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
