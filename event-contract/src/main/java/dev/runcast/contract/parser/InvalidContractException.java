package dev.runcast.contract.parser;

/** Thrown for a text that is no contract. Its message says what is wrong, and where. */
public final class InvalidContractException extends Exception {
    private static final long serialVersionUID = 1;

    InvalidContractException(String message) {
        super(message);
    }
}
