package dev.runcast.examples.cli;

/** The command line asks for something that cannot be. The message says what is wrong and what is allowed, on one line. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message.lines().findFirst().orElse(""));
    }
}
