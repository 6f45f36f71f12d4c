package dev.runcast.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Every public type says since when it is there. */
class SinceTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void everyPublicTypeHasATag() throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null,
                    files,
                    problem -> {},
                    List.of("-proc:none"),
                    null,
                    files.getJavaFileObjectsFromPaths(sources()));
            DocTrees docs = DocTrees.instance(task);
            List<String> untagged = new ArrayList<>();
            int checked = 0;
            for (CompilationUnitTree file : task.parse()) {
                TypesWithoutTag types = new TypesWithoutTag(docs, file);
                types.scan(file, null);
                untagged.addAll(types.untagged);
                checked += types.checked;
            }
            assertThat(untagged).isEmpty();
            assertThat(checked).isGreaterThan(80);
        }
    }

    /** Returns the sources of what is published and may be named by users. */
    private static List<Path> sources() throws IOException {
        List<Path> modules = new ArrayList<>(List.of(
                PROJECT.resolve("annotations"),
                PROJECT.resolve("runtime"),
                PROJECT.resolve("testkit"),
                PROJECT.resolve("server")));
        try (Stream<Path> integrations = Files.list(PROJECT.resolve("integrations"))) {
            integrations.filter(Files::isDirectory).forEach(modules::add);
        }
        List<Path> sources = new ArrayList<>();
        for (Path module : modules) {
            Path main = module.resolve("src/main/java");
            if (Files.exists(main)) {
                try (Stream<Path> files = Files.walk(main)) {
                    files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file ->
                                    !main.relativize(file).toString().matches(".*[/\\\\](internal|engine)[/\\\\].*"))
                            .forEach(sources::add);
                }
            }
        }
        return sources;
    }

    private static final class TypesWithoutTag extends TreePathScanner<Void, Void> {
        private final DocTrees docs;
        private final CompilationUnitTree file;
        private final List<String> untagged = new ArrayList<>();
        private int checked;

        TypesWithoutTag(DocTrees docs, CompilationUnitTree file) {
            this.docs = docs;
            this.file = file;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            Tree outer = getCurrentPath().getParentPath().getLeaf();
            boolean isOfInterface =
                    outer.getKind() == Tree.Kind.INTERFACE || outer.getKind() == Tree.Kind.ANNOTATION_TYPE;
            if (!isOfInterface && !type.getModifiers().getFlags().contains(Modifier.PUBLIC)) {
                return null; // with all that is in it
            }
            checked++;
            String comment = docs.getDocComment(getCurrentPath());
            if (comment == null || !comment.contains("@since")) {
                untagged.add(file.getSourceFile().getName() + ": " + type.getSimpleName());
            }
            return super.visitClass(type, nothing);
        }

        /** Types inside methods are nobody's to name. */
        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            return null;
        }

        @Override
        public Void visitVariable(VariableTree variable, Void nothing) {
            return null;
        }
    }
}
