package dev.runcast.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.runcast.testkit");

    @Test
    void jUnitIsNeededInItsPackageOnly() {
        noClasses()
                .that()
                .resideInAPackage("dev.runcast.testkit")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.junit..", "org.opentest4j..", "dev.runcast.testkit.junit..")
                .check(CLASSES);
    }

    @Test
    void itUsesWhatEveryHandlerMayUse() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.runcast.testkit..",
                        "dev.runcast.annotations",
                        "dev.runcast.runtime",
                        "dev.runcast.runtime.callback",
                        "dev.runcast.runtime.context",
                        "dev.runcast.runtime.json",
                        "dev.runcast.runtime.stream",
                        "dev.runcast.runtime.tree",
                        "java..",
                        "org.assertj..",
                        "org.jspecify..",
                        "org.junit..")
                .check(CLASSES);
    }
}
