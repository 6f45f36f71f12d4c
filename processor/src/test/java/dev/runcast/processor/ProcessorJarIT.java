package dev.runcast.processor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.runcast.processor.CompilerTool.Result;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar that users put on their processor path, and nothing else with it. */
class ProcessorJarIT {
    private static final Path JAR = Path.of(System.getProperty("processor.jar"));
    private static final String MODULE = "dev.runcast.processor";
    private static final String SERVICES = "META-INF/services/javax.annotation.processing.Processor";
    private static final String INCREMENTAL = "META-INF/gradle/incremental.annotation.processors";
    private static final int JAVA_17 = 61;

    @TempDir
    private Path output;

    @ParameterizedTest
    @ValueSource(strings = {"-processorpath", "--processor-module-path"})
    void isAllThatTheProcessorPathNeeds(String option) throws Exception {
        Result compilation =
                JavacCommand.compile(output, Source.resources("good/research"), List.of(option, JAR.toString()));

        assertThat(compilation.succeeded()).as(compilation.log()).isTrue();
        assertThat(compilation.generated()).containsExactlyInAnyOrderElementsOf(Source.resources("expected/research"));
    }

    /** A class of another name would meet the user's own one of that name. */
    @Test
    void holdsOnlyClassesOfItsOwn() throws IOException {
        assertThat(classFiles())
                .hasSizeGreaterThan(50)
                .allSatisfy(name -> assertThat(name).startsWith("dev/runcast/"))
                .contains("dev/runcast/contract/render/TypeScript.class");
    }

    /** What is not relocated along with its library, or not packaged at all, would be missing. */
    @Test
    void needsNothingButTheJdk() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            classes()
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.runcast.processor..",
                            "dev.runcast.contract..",
                            "java..",
                            "javax.annotation.processing",
                            "javax.lang.model..",
                            "javax.tools",
                            "com.sun.source..",
                            // Annotations, which a JVM passes over when their classes are not there.
                            "com.google.auto.service",
                            "org.jspecify.annotations")
                    .check(new ClassFileImporter().importJar(jar));
        }
    }

    @Test
    void runsOnJava17() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            for (String name : classFiles()) {
                try (DataInputStream bytes = new DataInputStream(jar.getInputStream(jar.getEntry(name)))) {
                    bytes.skipNBytes(6);
                    assertThat(bytes.readUnsignedShort()).as(name).isLessThanOrEqualTo(JAVA_17);
                }
            }
        }
    }

    @Test
    void registersItsProcessors() throws IOException {
        assertThat(lines(SERVICES))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(classFiles()).contains(name.replace('.', '/') + ".class"));
    }

    @Test
    void tellsGradleAboutEachProcessor() throws IOException {
        assertThat(lines(INCREMENTAL))
                .allSatisfy(line -> assertThat(line).matches("[\\w.]+,(isolating|aggregating|dynamic)"))
                .extracting(line -> line.split(",")[0])
                .containsExactlyInAnyOrderElementsOf(lines(SERVICES));
    }

    @Test
    void isAModuleThatProvidesItsProcessorsAndNothingElse() throws IOException {
        ModuleFinder finder = ModuleFinder.of(JAR);
        ModuleDescriptor module = finder.find(MODULE).orElseThrow().descriptor();

        assertThat(module.isAutomatic() || module.isOpen()).isFalse();
        assertThat(module.exports()).isEmpty();
        assertThat(module.provides()).hasSize(1).first().satisfies(provision -> {
            assertThat(provision.service()).isEqualTo("javax.annotation.processing.Processor");
            assertThat(provision.providers()).containsExactlyInAnyOrderElementsOf(lines(SERVICES));
        });
        Configuration resolved = ModuleLayer.boot().configuration().resolve(finder, ModuleFinder.of(), List.of(MODULE));
        assertThat(resolved.modules()).hasSize(1);
    }

    private static List<String> classFiles() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            return jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(".class") && !name.equals("module-info.class"))
                    .toList();
        }
    }

    private static List<String> lines(String entry) throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile());
                InputStream bytes = jar.getInputStream(jar.getEntry(entry))) {
            return new String(bytes.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        }
    }
}
