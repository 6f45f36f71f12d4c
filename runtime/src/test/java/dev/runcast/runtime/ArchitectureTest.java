package dev.runcast.runtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.runcast.runtime.callback.RunEvent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String ROOT = "dev.runcast.runtime";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    /** Each package but the root, which is the façade over all of them. */
    private static final SliceAssignment PACKAGES_BELOW_THE_ROOT = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            String name = javaClass.getPackageName();
            return name.equals(ROOT) ? SliceIdentifier.ignore() : SliceIdentifier.of(name);
        }

        @Override
        public String getDescription() {
            return "packages below the root";
        }
    };

    @Test
    void packagesBelowTheRootHaveNoCycles() {
        assertThat(CLASSES.stream().map(JavaClass::getPackageName).distinct())
                .containsExactlyInAnyOrder(
                        ROOT,
                        ROOT + ".callback",
                        ROOT + ".codegen",
                        ROOT + ".context",
                        ROOT + ".internal",
                        ROOT + ".internal.collect",
                        ROOT + ".internal.json",
                        ROOT + ".internal.json.spi",
                        ROOT + ".json",
                        ROOT + ".stream",
                        ROOT + ".tree");
        slices().assignedFrom(PACKAGES_BELOW_THE_ROOT).should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void jacksonIsKnownInTheJsonPackageOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".json")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson..")
                .check(CLASSES);
    }

    /** All of these work in native images as they are: a program has to register nothing but what Jackson is to read or write. */
    @Test
    void hardlyAnythingReflects() {
        Set<String> reflecting = CLASSES.stream()
                .flatMap(javaClass -> javaClass.getMethodCallsFromSelf().stream())
                .filter(call -> isReflection(call.getTarget()))
                .map(call -> call.getOriginOwner().getSimpleName() + ": "
                        + call.getTarget().getName())
                .collect(Collectors.toSet());

        assertThat(reflecting)
                .containsExactlyInAnyOrder(
                        "ActiveRun: lookup",
                        "ActiveRun: findVarHandle",
                        "ActiveRun: compareAndExchange",
                        "ActiveRun: setRelease",
                        "RunState: lookup",
                        "RunState: findVarHandle",
                        "RunState: compareAndSet",
                        "RunState: setRelease",
                        "RunState: compareAndExchange",
                        "RunState: getAndAdd",
                        "JacksonCodec: isAbstract",
                        "Types: newInstance",
                        "WorkExecutor: getMethod",
                        "WorkExecutor: invoke");
    }

    @Test
    void theCollectPackageKnowsNoOther() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".internal.collect")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT,
                        ROOT + ".callback..",
                        ROOT + ".codegen..",
                        ROOT + ".context..",
                        ROOT + ".internal",
                        ROOT + ".internal.json..",
                        ROOT + ".json..",
                        ROOT + ".stream..",
                        ROOT + ".tree..")
                .check(CLASSES);
    }

    @Test
    void noPublicSignatureNamesAnInternalType() {
        List<String> leaks = new ArrayList<>();
        for (JavaClass javaClass : CLASSES) {
            if (!isInternal(javaClass) && isVisible(javaClass)) {
                Stream.concat(javaClass.getRawSuperclass().stream(), javaClass.getRawInterfaces().stream())
                        .filter(ArchitectureTest::isInternal)
                        .forEach(type -> leaks.add(javaClass.getName() + " is a " + type.getName()));
                javaClass.getMembers().stream()
                        .filter(ArchitectureTest::isVisible)
                        .filter(member -> typesOf(member).stream().anyMatch(ArchitectureTest::isInternal))
                        .forEach(member -> leaks.add(member.getFullName()));
            }
        }
        assertThat(leaks)
                .as("generated code makes its runnables through codegen.RunnableMethod, which needs this one")
                .containsExactly("dev.runcast.runtime.TypedRunnable.<init>(dev.runcast.runtime.RunnableDescriptor,"
                        + " dev.runcast.runtime.RunnableConfig, dev.runcast.runtime.internal.Invocation)");
    }

    @Test
    void onlySealedTypesAreOpen() {
        List<String> open = CLASSES.stream()
                .filter(javaClass -> !isInternal(javaClass) && isVisible(javaClass))
                .filter(javaClass -> !javaClass.isInterface()
                        && !javaClass.getModifiers().contains(JavaModifier.FINAL)
                        && !javaClass.isEnum())
                .map(JavaClass::getSimpleName)
                .toList();
        assertThat(open).as("these are sealed").containsExactlyInAnyOrder("Run", "RunEvent");
        assertThat(Run.class.isSealed()).isTrue();
        assertThat(RunEvent.class.isSealed()).isTrue();
    }

    private static boolean isReflection(AccessTarget target) {
        JavaClass owner = target.getOwner();
        return owner.getPackageName().equals("java.lang.invoke")
                || owner.getPackageName().equals("java.lang.reflect") && !owner.isAssignableTo(Type.class)
                || owner.isEquivalentTo(ServiceLoader.class)
                || owner.isEquivalentTo(Class.class)
                        && target.getName()
                                .matches("forName|newInstance"
                                        + "|get(Declared)?(Method|Field|Constructor|Class|RecordComponent)(e?s)?");
    }

    private static Set<JavaClass> typesOf(JavaMember member) {
        Stream<JavaType> types = member instanceof JavaCodeUnit unit
                ? Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream())
                : Stream.of(((JavaField) member).getType());
        return types.flatMap(type -> type.getAllInvolvedRawTypes().stream()).collect(Collectors.toSet());
    }

    private static boolean isInternal(JavaClass javaClass) {
        return javaClass.getPackageName().startsWith(ROOT + ".internal");
    }

    private static boolean isVisible(JavaClass javaClass) {
        return javaClass.getModifiers().contains(JavaModifier.PUBLIC)
                && javaClass
                        .getEnclosingClass()
                        .map(ArchitectureTest::isVisible)
                        .orElse(true);
    }

    private static boolean isVisible(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }
}
