package dev.runcast.server.store;

/**
 * A store cannot keep more, of a principal or in all.
 *
 * @since 0.1
 */
public final class StoreFullException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean isOfPrincipal;

    /** Creates it. */
    public StoreFullException(String message, boolean isOfPrincipal) {
        super(message);
        this.isOfPrincipal = isOfPrincipal;
    }

    /** Returns whether it keeps as much as it may of the principal, and would keep more of others. */
    public boolean isOfPrincipal() {
        return isOfPrincipal;
    }
}
