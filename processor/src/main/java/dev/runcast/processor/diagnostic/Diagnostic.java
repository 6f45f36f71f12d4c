package dev.runcast.processor.diagnostic;

import java.util.List;
import javax.tools.Diagnostic.Kind;

/** A fault that was found, and where. */
public record Diagnostic(DiagnosticId id, Position position, List<Object> arguments) {
    /** Makes a diagnostic whose text is filled with {@code arguments}. */
    public static Diagnostic of(DiagnosticId id, Position position, Object... arguments) {
        return new Diagnostic(id, position, List.of(arguments));
    }

    /** Returns whether it makes the compilation fail. */
    public boolean isError() {
        return id.kind() == Kind.ERROR;
    }

    /** Returns the line that the user sees. */
    public String message() {
        return "[" + id.id() + "] " + String.format(id.text(), arguments.toArray());
    }
}
