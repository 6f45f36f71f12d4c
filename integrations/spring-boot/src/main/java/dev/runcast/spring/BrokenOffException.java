package dev.runcast.spring;

import java.io.IOException;

/** Has the web server break a connection off. It has no stack trace, since whatever went wrong has been logged. */
final class BrokenOffException extends IOException {
    private static final long serialVersionUID = 1;

    BrokenOffException() {
        super("The answer was broken off.");
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
