package dev.runcast.processor.validation;

import dev.runcast.processor.diagnostic.Diagnostic;
import java.util.List;

/**
 * What a validator found: the members from which code can be generated, and what is wrong. Faulty members are left out one by
 * one, so that a mistake gives its own message and not a trail of symbols that were not generated.
 */
public record Checked<T>(List<T> sound, List<Diagnostic> diagnostics) {
    public Checked {
        sound = List.copyOf(sound);
        diagnostics = List.copyOf(diagnostics);
    }
}
