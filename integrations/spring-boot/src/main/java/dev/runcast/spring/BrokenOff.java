package dev.runcast.spring;

import java.io.IOException;
import org.apache.catalina.connector.ClientAbortException;
import org.springframework.util.ClassUtils;

/** What a servlet throws to have the web server break the connection off. Whatever went wrong has been logged. */
final class BrokenOff {
    private static final String MESSAGE = "The answer was broken off.";
    private static final boolean HAS_TOMCAT = ClassUtils.isPresent(
            "org.apache.catalina.connector.ClientAbortException", BrokenOff.class.getClassLoader());

    private BrokenOff() {}

    static IOException exception() {
        return HAS_TOMCAT ? Tomcat.exception() : new IOException(MESSAGE);
    }

    /** Tomcat logs any other exception as an error, and appends a page about it to the answer. */
    private static final class Tomcat {
        static IOException exception() {
            return new ClientAbortException(MESSAGE);
        }
    }
}
