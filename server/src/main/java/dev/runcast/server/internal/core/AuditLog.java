package dev.runcast.server.internal.core;

import dev.runcast.server.Authorizer.Action;
import dev.runcast.server.ClientPrincipal;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs who did what with which runnable: a message for people, and key-value pairs for machines. The logger has a name of its own, by
 * which it can be sent elsewhere.
 */
public final class AuditLog {
    private static final Logger log = LoggerFactory.getLogger("dev.runcast.server.audit");

    private final boolean isOn;

    /** Creates a log, which stays empty unless it is on. */
    public AuditLog(boolean isOn) {
        this.isOn = isOn;
    }

    /** Logs what was done with a run. */
    void done(ClientPrincipal principal, Action action, Mount mount, UUID runId) {
        write("allowed", principal, action, mount, runId);
    }

    /** Logs what was refused. */
    void refused(ClientPrincipal principal, Action action, Mount mount) {
        write("refused", principal, action, mount, null);
    }

    private void write(String outcome, ClientPrincipal principal, Action action, Mount mount, @Nullable UUID runId) {
        if (!isOn) {
            return;
        }
        String verb = action.name().toLowerCase(Locale.ROOT);
        LoggingEventBuilder event = log.atInfo()
                .addKeyValue("principal", principal.toString())
                .addKeyValue(
                        "remote_address", String.valueOf(principal.attributes().get(ClientPrincipal.REMOTE_ADDRESS)))
                .addKeyValue("action", verb)
                .addKeyValue("runnable", mount.mountedAt())
                .addKeyValue("outcome", outcome);
        if (runId != null) {
            event = event.addKeyValue("run_id", runId.toString());
        }
        event.log("{} {}: {} {}{}", principal, outcome, verb, mount.mountedAt(), runId == null ? "" : ", run " + runId);
    }
}
