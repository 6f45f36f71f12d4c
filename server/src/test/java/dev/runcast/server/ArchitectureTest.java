package dev.runcast.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String BASE = "dev.runcast.server";
    private static final String INTERNAL = BASE + ".internal";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(BASE);

    @Test
    void theServerAndItsStoresAreExportedToAll() throws Exception {
        URI classes = RunnableServer.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI();
        try (InputStream file = classes.resolve("module-info.class").toURL().openStream()) {
            ModuleDescriptor module = ModuleDescriptor.read(file);
            assertThat(module.name()).isEqualTo(BASE);
            assertThat(module.exports())
                    .filteredOn(exports -> !exports.isQualified())
                    .extracting(ModuleDescriptor.Exports::source)
                    .containsExactlyInAnyOrder(BASE, BASE + ".store");
            assertThat(module.exports())
                    .filteredOn(ModuleDescriptor.Exports::isQualified)
                    .allSatisfy(exports -> assertThat(exports.targets()).containsExactly("dev.runcast.spring"))
                    .extracting(ModuleDescriptor.Exports::source)
                    .containsExactlyInAnyOrder(INTERNAL + ".http", INTERNAL + ".service");
        }
    }

    @Test
    void theSeamKnowsNothingOfRuns() {
        classes()
                .that()
                .resideInAPackage(INTERNAL + ".http")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(INTERNAL + ".http", "java..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void jettyIsKnownInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackage(INTERNAL + ".jetty")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.jetty..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(INTERNAL + "..")
                .and()
                .resideOutsideOfPackage(INTERNAL + ".jetty")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(INTERNAL + ".jetty")
                .check(CLASSES);
    }

    @Test
    void theCoreKnowsNoProtocol() {
        noClasses()
                .that()
                .resideInAnyPackage(INTERNAL + ".core", INTERNAL + ".jetty", INTERNAL + ".http")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        INTERNAL + ".core",
                        INTERNAL + ".jetty",
                        INTERNAL + ".http",
                        INTERNAL + ".runs",
                        BASE,
                        BASE + ".store",
                        "dev.runcast.annotations..",
                        "dev.runcast.runtime..",
                        "java..",
                        "javax.net.ssl..",
                        "org.eclipse.jetty..",
                        "com.github.victools..",
                        "io.github.bucket4j..",
                        "com.fasterxml..",
                        "tools.jackson..",
                        "org.jspecify..",
                        "org.slf4j..")
                .check(CLASSES);
    }

    @Test
    void protocolsDoNotKnowEachOther() {
        slices().matching(INTERNAL + ".(*)..")
                .that(DescribedPredicate.describe(
                        "are protocols",
                        slice -> !List.of("core", "runs", "memory", "jetty", "http", "service")
                                .contains(slice.getNamePart(1))))
                .should()
                .notDependOnEachOther()
                .check(CLASSES);
    }

    /** But for what writes envelopes of JSON and takes them apart, which the runtime exports to this module. */
    @Test
    void nothingOfTheRuntimeIsUsedThatOthersMayNotUse() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.runcast.runtime.engine..", "dev.runcast.runtime.codegen..")
                        .and(not(resideInAPackage("dev.runcast.runtime.engine.json"))))
                .check(CLASSES);
    }
}
