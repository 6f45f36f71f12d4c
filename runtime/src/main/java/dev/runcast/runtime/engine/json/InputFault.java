package dev.runcast.runtime.engine.json;

import java.util.List;

/** Says in what way JSON from a stranger does not fit, in terms of JSON: the fault, then the remedy. It names nothing of the program. */
public final class InputFault extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> path;

    /**
     * Creates a fault.
     *
     * @param path the names of members and the places in lists that lead to it, from the outermost
     * @param cause what found it, for the log
     */
    public InputFault(List<String> path, String message, Throwable cause) {
        super(message, cause);
        this.path = List.copyOf(path);
    }

    /** Creates a fault of the whole, which is JSON. */
    public InputFault(String message) {
        super(message);
        this.path = List.of();
    }

    /** Returns the names of members and the places in lists that lead to the fault, from the outermost. */
    public List<String> path() {
        return path;
    }
}
