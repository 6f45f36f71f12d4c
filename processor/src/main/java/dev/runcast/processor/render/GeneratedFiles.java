package dev.runcast.processor.render;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
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

    /** Writes a source file that {@code origin} gave rise to, in the encoding that the compiler reads it in. */
    void writeSource(String className, String text, TypeElement origin) throws IOException {
        try (Writer writer = filer.createSourceFile(className, origin).openWriter()) {
            writer.write(text);
        }
    }

    /** Writes a file beside the classes that {@code origins} gave rise to, in UTF-8. */
    public void writeResource(String path, String text, List<? extends Element> origins) throws IOException {
        FileObject file =
                filer.createResource(StandardLocation.CLASS_OUTPUT, "", path, origins.toArray(Element[]::new));
        try (OutputStream bytes = file.openOutputStream()) {
            bytes.write(text.getBytes(UTF_8));
        }
    }
}
