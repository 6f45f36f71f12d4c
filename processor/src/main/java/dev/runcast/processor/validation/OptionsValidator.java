package dev.runcast.processor.validation;

import static dev.runcast.processor.diagnostic.DiagnosticId.OPTION_UNKNOWN;
import static dev.runcast.processor.diagnostic.DiagnosticId.OPTION_VALUE;

import dev.runcast.processor.diagnostic.Diagnostic;
import dev.runcast.processor.diagnostic.Position;
import dev.runcast.processor.diagnostic.Spelling;
import dev.runcast.processor.discovery.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Checks the options that the user has set. */
public final class OptionsValidator {
    private static final Set<String> SWITCHES = Set.of(Options.VERBOSE, Options.EVENT_CONTRACT);
    private static final Set<String> SWITCH_VALUES = Set.of("", "true", "false");

    private OptionsValidator() {}

    /** Returns what is wrong with {@code options}. */
    public static List<Diagnostic> check(Options options) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        for (String name : options.given()) {
            String value = options.values().getOrDefault(name, "");
            if (!Options.NAMES.contains(name)) {
                diagnostics.add(Diagnostic.of(
                        OPTION_UNKNOWN, new Position.Nowhere(), name, Spelling.hint(name, Options.NAMES)));
            } else if (SWITCHES.contains(name) && !SWITCH_VALUES.contains(value)) {
                diagnostics.add(Diagnostic.of(OPTION_VALUE, new Position.Nowhere(), name, value));
            }
        }
        return diagnostics;
    }
}
