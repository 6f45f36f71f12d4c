package dev.runcast.processor;

import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_INTERNAL;

import dev.runcast.processor.diagnostic.Diagnostic;
import dev.runcast.processor.diagnostic.Position;
import java.io.PrintWriter;
import java.io.StringWriter;
import javax.annotation.processing.ProcessingEnvironment;

/** Tells of faults of the processors themselves. */
final class InternalFailures {
    /** The option that has stack traces printed. */
    static final String VERBOSE = "dev.runcast.verbose";

    private final boolean isVerbose;

    InternalFailures(ProcessingEnvironment environment) {
        this.isVerbose = Boolean.parseBoolean(environment.getOptions().get(VERBOSE));
    }

    Diagnostic of(RuntimeException error, Position position, String subject) {
        return Diagnostic.of(RUNNABLE_INTERNAL, position, subject, isVerbose ? stackTrace(error) : error.toString());
    }

    private static String stackTrace(RuntimeException error) {
        StringWriter trace = new StringWriter();
        error.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
