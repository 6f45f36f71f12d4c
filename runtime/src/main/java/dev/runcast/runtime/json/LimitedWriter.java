package dev.runcast.runtime.json;

import java.io.IOException;
import java.io.Writer;

/** Collects text up to a limit. */
final class LimitedWriter extends Writer {
    private final int limit;
    private final StringBuilder text = new StringBuilder(128);
    private boolean isExceeded;

    LimitedWriter(int limit) {
        this.limit = limit;
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
        if (length > limit - text.length()) {
            isExceeded = true;
            throw new IOException("The limit of " + limit + " characters is exceeded.");
        }
        text.append(characters, offset, length);
    }

    /** Returns whether there was more than the limit allows. */
    boolean isExceeded() {
        return isExceeded;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
        return text.toString();
    }
}
