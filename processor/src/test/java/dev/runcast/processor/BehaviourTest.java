package dev.runcast.processor;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.runcast.processor.CompilerTool.Result;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Generated code runs, and handlers see its runs and events. */
class BehaviourTest {
    @TempDir
    private Path output;

    @ParameterizedTest
    @EnumSource
    void reportsRunsAndEvents(CompilerTool compiler) throws Exception {
        List<Source> sources = new ArrayList<>(Source.resources("good/research"));
        sources.addAll(Source.resources("behaviour"));
        Result compilation = compiler.compile(output, sources);

        assertThat(compilation.succeeded()).as(compilation.log()).isTrue();
        assertThat(run(compilation, "com.example.Scenario"))
                .containsExactly(
                        "start research [research] tea",
                        "progress Progress[step=1, total=2, note=searching]",
                        "progress Progress[step=2, total=2, note=writing]",
                        "done null",
                        "end research about tea",
                        "about tea",
                        "start research [research] null",
                        "error research no topic",
                        "thrown no topic",
                        "start search [] {query=tea, limit=1}",
                        "end search [tea]",
                        "[tea]",
                        "start search [] {query=milk, limit=1}",
                        "end search [milk]",
                        "[milk]",
                        "start research [research] milk",
                        "progress Progress[step=1, total=2, note=searching]",
                        "progress Progress[step=2, total=2, note=writing]",
                        "done null",
                        "end research about milk",
                        "about milk",
                        "start fetch [] url",
                        "end fetch url",
                        "url",
                        "start fetch [] page",
                        "end fetch page",
                        "page",
                        "start ping [] null",
                        "end ping null",
                        "start ping [] null",
                        "end ping null",
                        "null",
                        "search(query, limit)");
    }

    @ParameterizedTest
    @EnumSource
    void emitsRecordsByTheirComponents(CompilerTool compiler) throws Exception {
        List<Source> sources = new ArrayList<>(Source.resources("good/components"));
        sources.add(Source.of("""
                package com.example;

                import java.util.ArrayList;
                import java.util.List;
                import java.util.function.Supplier;

                public class Emitting implements Supplier<List<String>> {
                  @Override
                  public List<String> get() {
                    List<String> seen = new ArrayList<>();
                    ComponentsEvents events = new ComponentsEvents((type, data) -> seen.add(type.name() + " " + data));
                    events.note("tea");
                    events.note(new Components.Note("milk"));
                    events.count(1);
                    events.boxed(2);
                    events.hits(List.of("a"));
                    events.named("Ada");
                    events.anything(new Components.Anything("value"));
                    return seen;
                  }
                }
                """));

        Result compilation = compiler.compile(output, sources);

        assertThat(compilation.succeeded()).as(compilation.log()).isTrue();
        assertThat(run(compilation, "com.example.Emitting"))
                .containsExactly(
                        "note Note[text=tea]",
                        "note Note[text=milk]",
                        "count Count[number=1]",
                        "boxed Boxed[number=2]",
                        "hits Hits[titles=[a]]",
                        "named Named[name=Ada]",
                        "anything Anything[value=value]");
    }

    /** As Spring's {@code @Component} would be put there. */
    @ParameterizedTest
    @EnumSource
    void putsAnnotationsOnWrappers(CompilerTool compiler) {
        Result compilation = compiler.run(output, Source.resources("good/research"))
                .options("-Adev.runcast.wrapperAnnotations=org.jspecify.annotations.NullUnmarked")
                .compile();

        assertThat(compilation.succeeded()).as(compilation.log()).isTrue();
        assertThat(compilation.generated())
                .filteredOn(source -> source.path().endsWith("Runnables.java"))
                .isNotEmpty()
                .allSatisfy(source -> assertThat(source.text())
                        .contains("import org.jspecify.annotations.NullUnmarked;", "@NullUnmarked"));
        assertThat(compilation.generated())
                .filteredOn(source -> source.path().endsWith("Events.java"))
                .allSatisfy(source -> assertThat(source.text()).doesNotContain("NullUnmarked"));
    }

    /** So that it runs in a native image as it is. */
    @ParameterizedTest
    @EnumSource
    void doesNotReflect(CompilerTool compiler) {
        List<Source> sources = new ArrayList<>(Source.resources("good/research"));
        sources.addAll(Source.resources("good/signatures"));
        sources.addAll(Source.resources("good/streaming"));
        sources.addAll(Source.resources("good/typerefs"));
        Result compilation = compiler.compile(output, sources);
        JavaClasses classes = new ClassFileImporter().importPath(compilation.classes());

        assertThat(classes).extracting(JavaClass::getSimpleName).contains("ResearchRunnables", "StreamingEvents");
        noClasses()
                .should()
                .accessClassesThat(
                        belongToAnyOf(Class.class).or(resideInAnyPackage("java.lang.reflect", "java.lang.invoke")))
                .check(classes);
    }

    @SuppressWarnings("unchecked")
    private static List<String> run(Result compilation, String scenario) throws Exception {
        URL[] classes = {compilation.classes().toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(classes, BehaviourTest.class.getClassLoader())) {
            Object instance =
                    loader.loadClass(scenario).getDeclaredConstructor().newInstance();
            return ((Supplier<List<String>>) instance).get();
        }
    }
}
