package dev.runcast.server.store;

/**
 * Somebody wrote a run that another one owns, or that has ended.
 *
 * @since 0.1
 */
public final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Creates it for a lease. */
    public LeaseLostException(RunLease lease) {
        super("The run " + lease.run() + " has ended, or another server owns it. This one owned it in epoch "
                + lease.epoch() + ". Write no more of it.");
    }
}
