package dev.runcast.contract.parser;

/** Thrown for a contract of another format than {@code Contract.FORMAT}. Its message is the format. */
public final class UnknownFormatException extends Exception {
    private static final long serialVersionUID = 1;

    UnknownFormatException(String format) {
        super(format);
    }
}
