package dev.runcast.processor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Messager;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know whom. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.runcast.processor", "dev.runcast.contract");

    static ArchRule[] rules() {
        return new ArchRule[] {
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..render")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("com.palantir.javapoet"),
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..diagnostic")
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(Messager.class),
            noClasses()
                    .that()
                    .doNotHaveSimpleName("GeneratedFiles")
                    .should()
                    .accessClassesThat()
                    .areAssignableTo(Filer.class),
            noClasses()
                    .that()
                    .resideOutsideOfPackages("..diagnostic", "..javac")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("com.sun.source.."),
            noClasses()
                    .that()
                    .resideInAnyPackage("dev.runcast.processor.render", "dev.runcast.processor.model")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("..validation", "..javac"),
            noClasses()
                    .that()
                    .resideInAPackage("..processor..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.runcast.runtime.."),
            noClasses()
                    .that()
                    .resideInAPackage("dev.runcast.contract..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("dev.runcast.processor..", "javax.annotation.processing", "javax.tools"),
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "dev.runcast.contract.model",
                            "dev.runcast.contract.parser",
                            "dev.runcast.contract.render",
                            "dev.runcast.contract.comparison")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("javax.lang.model.."),
            noClasses()
                    .that()
                    .resideOutsideOfPackages("dev.runcast.processor", "dev.runcast.processor.contract")
                    .and()
                    .resideInAPackage("dev.runcast.processor..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.runcast.contract.."),
            slices().matching("dev.runcast.processor.(*)..").should().beFreeOfCycles(),
            slices().matching("dev.runcast.contract.(*)..").should().beFreeOfCycles(),
            classes()
                    .that()
                    .resideInAPackage("dev.runcast.processor")
                    .and()
                    .arePublic()
                    .should()
                    .beAssignableTo(AbstractProcessor.class)
        };
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(ArchRule rule) {
        rule.check(CLASSES);
    }
}
