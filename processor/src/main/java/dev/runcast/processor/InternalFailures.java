package dev.runcast.processor;

import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_INTERNAL;

import dev.runcast.processor.diagnostic.Diagnostic;
import dev.runcast.processor.diagnostic.Position;
import dev.runcast.processor.discovery.AnnotatedType;
import dev.runcast.processor.discovery.Options;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Tells of faults of the processors themselves. */
final class InternalFailures {
    private final boolean isVerbose;

    InternalFailures(Options options) {
        this.isVerbose = options.isOn(Options.VERBOSE);
    }

    /** Returns the message of a failure on {@code type}. */
    Diagnostic of(RuntimeException error, AnnotatedType type) {
        return of(error, Position.of(type.element()), type.displayName());
    }

    /** Returns the message of a failure on what {@code subject} describes. */
    Diagnostic of(RuntimeException error, Position position, String subject) {
        return Diagnostic.of(RUNNABLE_INTERNAL, position, subject, isVerbose ? stackTrace(error) : error.toString());
    }

    private static String stackTrace(RuntimeException error) {
        StringWriter trace = new StringWriter();
        error.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
