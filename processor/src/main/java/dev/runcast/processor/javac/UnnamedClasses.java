package dev.runcast.processor.javac;

import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_COMPACT_FILE;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_LOCAL_CLASS;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import dev.runcast.processor.diagnostic.Diagnostic;
import dev.runcast.processor.diagnostic.Position;
import dev.runcast.processor.diagnostic.SourceTrees;
import dev.runcast.processor.discovery.AnnotationNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * Finds runnable methods of classes that have no name by which generated code can refer to them: those in a compact source file, and
 * local and anonymous classes. Compilers do not show the latter to processors.
 */
public final class UnnamedClasses {
    private static final Set<String> IMPORTS = Set.of(AnnotationNames.RUNNABLE, "dev.runcast.annotations.*");
    private static final Set<String> ANNOTATIONS = Set.of(AnnotationNames.RUNNABLE, "Runnable");

    private final SourceTrees trees;
    private final Elements elements;

    public UnnamedClasses(SourceTrees trees, Elements elements) {
        this.trees = trees;
        this.elements = elements;
    }

    /** Checks a top-level class. The places of what is found stay valid in later rounds. */
    public List<Diagnostic> check(TypeElement topLevel) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        trees.pathOf(topLevel)
                .filter(path -> importsAnnotation(path.getCompilationUnit()))
                .ifPresent(
                        path -> new Scanner(path, isOfCompactFile(topLevel), diagnostics).scan(path.getLeaf(), null));
        return diagnostics;
    }

    private static boolean importsAnnotation(CompilationUnitTree unit) {
        return unit.getImports().stream()
                .anyMatch(tree -> IMPORTS.contains(tree.getQualifiedIdentifier().toString()));
    }

    /** javac shows the class to processors, and does not find it by its name. */
    private boolean isOfCompactFile(TypeElement topLevel) {
        return elements.getPackageOf(topLevel).isUnnamed()
                && elements.getTypeElement(topLevel.getQualifiedName()) == null;
    }

    private static final class Scanner extends TreeScanner<Void, Void> {
        private final TreePath topLevel;
        private final boolean isCompactFile;
        private final List<Diagnostic> diagnostics;

        /** Whether there is a body around what is scanned, so that its class is a local or anonymous one. */
        private boolean isInBody;

        Scanner(TreePath topLevel, boolean isCompactFile, List<Diagnostic> diagnostics) {
            this.topLevel = topLevel;
            this.isCompactFile = isCompactFile;
            this.diagnostics = diagnostics;
        }

        @Override
        public Void visitBlock(BlockTree block, Void unused) {
            return inBody(() -> super.visitBlock(block, null));
        }

        @Override
        public Void visitNewClass(NewClassTree creation, Void unused) {
            return inBody(() -> super.visitNewClass(creation, null));
        }

        private Void inBody(Runnable scan) {
            boolean wasInBody = isInBody;
            isInBody = true;
            scan.run();
            isInBody = wasInBody;
            return null;
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            if (method.getModifiers().getAnnotations().stream().anyMatch(Scanner::isRunnable)) {
                if (isInBody) {
                    diagnostics.add(Diagnostic.of(RUNNABLE_LOCAL_CLASS, positionOf(method), method.getName()));
                } else if (isCompactFile) {
                    diagnostics.add(Diagnostic.of(RUNNABLE_COMPACT_FILE, positionOf(method), method.getName()));
                }
            }
            return super.visitMethod(method, null);
        }

        private Position positionOf(MethodTree method) {
            return new Position.OfTree(method, topLevel.getCompilationUnit());
        }

        private static boolean isRunnable(AnnotationTree annotation) {
            return ANNOTATIONS.contains(annotation.getAnnotationType().toString());
        }
    }
}
