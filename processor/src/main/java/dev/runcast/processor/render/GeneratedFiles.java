package dev.runcast.processor.render;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/** Writes generated files. Nothing else does. */
public final class GeneratedFiles {
    private final Filer filer;

    public GeneratedFiles(Filer filer) {
        this.filer = filer;
    }

    /** Writes a source file that {@code origin} gave rise to. */
    void writeSource(String className, String text, TypeElement origin) throws IOException {
        write(filer.createSourceFile(className, origin), text);
    }

    /** Writes a file beside the classes that {@code origins} gave rise to. */
    public void writeResource(String path, String text, List<? extends Element> origins) throws IOException {
        write(filer.createResource(StandardLocation.CLASS_OUTPUT, "", path, origins.toArray(Element[]::new)), text);
    }

    private static void write(FileObject file, String text) throws IOException {
        try (Writer writer = file.openWriter()) {
            writer.write(text);
        }
    }
}
