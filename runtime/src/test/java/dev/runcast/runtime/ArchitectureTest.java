package dev.runcast.runtime;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
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
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String ROOT = "dev.runcast.runtime";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    private static final String ENGINE = ROOT + ".engine";

    @Test
    void noCircleOfFilesCrossesPackages() {
        Map<String, Set<String>> uses = new TreeMap<>();
        for (JavaClass javaClass : CLASSES) {
            Set<String> used = uses.computeIfAbsent(file(javaClass), none -> new TreeSet<>());
            javaClass.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(target -> target.getPackageName().startsWith(ROOT))
                    .map(ArchitectureTest::file)
                    .forEach(used::add);
        }
        assertThat(Circles.in(uses))
                .filteredOn(circle -> circle.stream()
                                .map(ArchitectureTest::packageOf)
                                .distinct()
                                .count()
                        > 1)
                .isEmpty();
        assertThat(uses.keySet().stream().map(ArchitectureTest::packageOf))
                .contains(ROOT, ROOT + ".callback", ENGINE + ".run");
    }

    private static String file(JavaClass javaClass) {
        return javaClass.getEnclosingClass().map(ArchitectureTest::file).orElse(javaClass.getName());
    }

    private static String packageOf(String file) {
        return file.substring(0, file.lastIndexOf('.'));
    }

    @Test
    void theRoomsOfTheEngineLieOnTopOfEachOther() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(ENGINE + "..")
                .layer("collect")
                .definedBy(ENGINE + ".collect")
                .layer("json")
                .definedBy(ENGINE + ".json..")
                .layer("run")
                .definedBy(ENGINE + ".run")
                .layer("chunks")
                .definedBy(ENGINE + ".chunks")
                .layer("stream")
                .definedBy(ENGINE + ".stream")
                .layer("invocation")
                .definedBy(ENGINE + ".invocation")
                .whereLayer("collect")
                .mayNotAccessAnyLayer()
                .whereLayer("json")
                .mayOnlyAccessLayers("collect")
                .whereLayer("run")
                .mayOnlyAccessLayers("collect", "json")
                .whereLayer("chunks")
                .mayOnlyAccessLayers("run")
                .whereLayer("stream")
                .mayOnlyAccessLayers("run", "json")
                .whereLayer("invocation")
                .mayOnlyAccessLayers("run", "chunks")
                .ensureAllClassesAreContainedInArchitectureIgnoring(resideOutsideOfPackage(ENGINE + ".*.."))
                .check(CLASSES);
    }

    @Test
    void theEngineDoesNotKnowWhatIsBuiltOnIt() {
        noClasses()
                .that()
                .resideInAPackage(ENGINE + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".codegen..", ROOT + ".context..", ROOT + ".tree..")
                .check(CLASSES);
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
                        "CarriedContext: load",
                        "CarriedContext: iterator",
                        "RunnableNumbers: lookup",
                        "RunnableNumbers: privateLookupIn",
                        "RunnableNumbers: findVarHandle",
                        "RunnableNumbers: get",
                        "RunnableNumbers: set",
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
    void noPublicSignatureNamesATypeOfTheEngine() {
        List<String> leaks = new ArrayList<>();
        for (JavaClass javaClass : CLASSES) {
            if (!isOfTheEngine(javaClass) && isVisible(javaClass)) {
                Stream.concat(javaClass.getRawSuperclass().stream(), javaClass.getRawInterfaces().stream())
                        .filter(ArchitectureTest::isOfTheEngine)
                        .forEach(type -> leaks.add(javaClass.getName() + " is a " + type.getName()));
                javaClass.getMembers().stream()
                        .filter(ArchitectureTest::isVisible)
                        .filter(member -> typesOf(member).stream().anyMatch(ArchitectureTest::isOfTheEngine))
                        .forEach(member -> leaks.add(member.getFullName()));
            }
        }
        assertThat(leaks).isEmpty();
    }

    @Test
    void noClassIsOpen() {
        List<String> open = CLASSES.stream()
                .filter(javaClass -> !isOfTheEngine(javaClass) && isVisible(javaClass))
                .filter(javaClass -> !javaClass.isInterface()
                        && !javaClass.getModifiers().contains(JavaModifier.FINAL)
                        && !javaClass.isEnum())
                .map(JavaClass::getSimpleName)
                .toList();
        assertThat(open).as("a token is made by a subclass").containsExactly("TypeRef");
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

    private static boolean isOfTheEngine(JavaClass javaClass) {
        return javaClass.getPackageName().startsWith(ENGINE);
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
