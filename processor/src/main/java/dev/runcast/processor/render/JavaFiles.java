package dev.runcast.processor.render;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import dev.runcast.processor.discovery.AnnotationNames;
import dev.runcast.processor.discovery.GeneratedNames;
import dev.runcast.processor.discovery.TypeMirrors;
import dev.runcast.processor.model.Visibility;
import java.io.IOException;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Turns generated classes into source files. */
public final class JavaFiles {
    private static final Pattern JAVA_LANG_IMPORT = Pattern.compile("(?m)^import java\\.lang\\.(\\w+);\n");
    /** JavaPoet gives every comment three lines. */
    private static final Pattern ONE_LINE_JAVADOC = Pattern.compile("(?m)^( *)/\\*\\*\n *\\* (.*)\n *\\*/$");

    private final GeneratedFiles files;
    private final Elements elements;
    private final String processor;

    /** Writes files in the name of the class {@code processor}. */
    public JavaFiles(GeneratedFiles files, Elements elements, String processor) {
        this.files = files;
        this.elements = elements;
        this.processor = processor;
    }

    /** Writes a class that {@code origin} gave rise to. */
    void write(TypeSpec.Builder type, GeneratedNames names, TypeElement origin) throws IOException {
        ModuleElement module = elements.getModuleOf(origin);
        if (Visibility.of(origin) == Visibility.PUBLIC && isExported(module, names)) {
            // Whether the types of its signatures are exported too is a matter of the signatures in the source.
            type.addAnnotation(AnnotationSpec.builder(SuppressWarnings.class)
                    .addMember("value", "$S", "exports")
                    .build());
        }
        // A module that does not read java.compiler cannot name the annotation.
        TypeElement generated = elements.getTypeElement(module, AnnotationNames.GENERATED);
        if (generated != null) {
            type.addAnnotation(AnnotationSpec.builder(ClassName.get(generated))
                    .addMember("value", "$S", processor)
                    .build());
        }
        TypeSpec spec = type.build();
        String source = ONE_LINE_JAVADOC.matcher(source(spec, names, module)).replaceAll("$1/** $2 */");
        files.writeSource(fileName(names, spec, module), UnicodeEscapes.in(source), TypeMirrors.topLevelOf(origin));
    }

    /** Compilers tell the module by the package, unless several modules have it. */
    private String fileName(GeneratedNames names, TypeSpec spec, ModuleElement module) {
        String className = names.qualified(spec.name());
        return !module.isUnnamed()
                        && elements.getAllPackageElements(names.packageName()).size() > 1
                ? module.getQualifiedName() + "/" + className
                : className;
    }

    /** Leaves out imports of {@code java.lang}, unless a class of the same package would be meant instead. */
    private String source(TypeSpec spec, GeneratedNames names, ModuleElement module) {
        String explicit = JavaFile.builder(names.packageName(), spec).build().toString();
        Matcher imports = JAVA_LANG_IMPORT.matcher(explicit);
        boolean isHidden = imports.results()
                .map((MatchResult match) -> match.group(1))
                .anyMatch(name -> elements.getTypeElement(module, names.qualified(name)) != null);
        return isHidden ? explicit : imports.replaceAll("");
    }

    private static boolean isExported(ModuleElement module, GeneratedNames names) {
        return ElementFilter.exportsIn(module.getDirectives()).stream()
                .anyMatch(exports -> exports.getPackage().getQualifiedName().contentEquals(names.packageName()));
    }
}
