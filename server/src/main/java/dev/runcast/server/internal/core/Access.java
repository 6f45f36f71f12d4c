package dev.runcast.server.internal.core;

import dev.runcast.server.Authorizer;
import dev.runcast.server.Authorizer.Action;
import dev.runcast.server.ClientPrincipal;
import java.util.Locale;
import java.util.UUID;

/** Which principal may do what with which runnable, and the log of that. */
public final class Access {
    private final Authorizer authorizer;
    private final AuditLog audit;

    /** Creates the rules of an authorizer. */
    public Access(Authorizer authorizer, AuditLog audit) {
        this.authorizer = authorizer;
        this.audit = audit;
    }

    /** Returns whether a runnable is there for a principal. */
    public boolean isListed(ClientPrincipal principal, Mount mount) {
        return authorizer.allows(principal, Action.LIST, mount.mountedAt());
    }

    /** Returns whether a principal may read what came of its runs of a runnable that is there for it. */
    public boolean isReadable(ClientPrincipal principal, Mount mount) {
        return isListed(principal, mount) && authorizer.allows(principal, Action.READ, mount.mountedAt());
    }

    /**
     * Checks that a principal may do something with its runs of a runnable.
     *
     * @throws HttpError if it may not (403)
     */
    public void check(ClientPrincipal principal, Action action, Mount mount) {
        if (!authorizer.allows(principal, action, mount.mountedAt())) {
            audit.refused(principal, action, mount);
            throw HttpError.of(
                    403,
                    "You may not " + action.name().toLowerCase(Locale.ROOT)
                            + " this. Have the server's Authorizer allow it.");
        }
    }

    /** Notes that a principal has done something with one of its runs. */
    public void done(ClientPrincipal principal, Action action, Mount mount, UUID runId) {
        audit.done(principal, action, mount, runId);
    }
}
