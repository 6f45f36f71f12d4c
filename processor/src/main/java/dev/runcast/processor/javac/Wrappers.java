package dev.runcast.processor.javac;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import dev.runcast.processor.diagnostic.SourceTrees;
import dev.runcast.processor.discovery.GeneratedNames;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Tells which types are wrappers. */
final class Wrappers {
    private final SourceTrees trees;
    private final TypeElement user;

    /** Looks for the wrappers that {@code user} sees. */
    Wrappers(SourceTrees trees, TypeElement user) {
        this.trees = trees;
        this.user = user;
    }

    /** Returns the wrapper that {@code type} is, if it is one. It is known by its shape, since {@code @Generated} is gone from class files. */
    static Optional<TypeElement> of(TypeMirror type) {
        return type instanceof DeclaredType declared && declared.asElement() instanceof TypeElement element
                ? Optional.of(element).filter(Wrappers::isOne)
                : Optional.empty();
    }

    /** Returns the wrapper that a type in the source is, if it is one. Bodies are not attributed yet, so that its name is looked up. */
    Optional<TypeElement> named(Tree type, CompilationUnitTree unit) {
        if (type instanceof ParameterizedTypeTree generic) {
            return named(generic.getType(), unit);
        }
        if (type instanceof AnnotatedTypeTree annotated) {
            return named(annotated.getUnderlyingType(), unit);
        }
        return type instanceof IdentifierTree || type instanceof MemberSelectTree
                ? candidates(type.toString(), unit)
                        .flatMap(name -> trees.typeNamed(name, user).stream())
                        .findFirst()
                        .filter(Wrappers::isOne)
                : Optional.empty();
    }

    private static Stream<String> candidates(String name, CompilationUnitTree unit) {
        if (!name.endsWith(GeneratedNames.RUNNABLES_SUFFIX)) {
            return Stream.empty();
        }
        String inPackage = unit.getPackageName() == null ? name : unit.getPackageName() + "." + name;
        return name.contains(".")
                ? Stream.of(name)
                : Stream.of(imported("." + name, name, unit), Stream.of(inPackage), imported(".*", name, unit))
                        .flatMap(names -> names);
    }

    private static Stream<String> imported(String ending, String name, CompilationUnitTree unit) {
        return unit.getImports().stream()
                .filter(each -> !each.isStatic())
                .map(ImportTree::getQualifiedIdentifier)
                .map(Tree::toString)
                .filter(each -> each.endsWith(ending))
                .map(each -> each.substring(0, each.lastIndexOf('.') + 1) + name);
    }

    private static boolean isOne(TypeElement type) {
        return type.getSimpleName().toString().endsWith(GeneratedNames.RUNNABLES_SUFFIX)
                && ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                        .anyMatch(method -> isWithConfig(method, type));
    }

    private static boolean isWithConfig(ExecutableElement method, TypeElement type) {
        return method.getSimpleName().contentEquals("withConfig")
                && method.getReturnType() instanceof DeclaredType returned
                && returned.asElement().equals(type);
    }
}
