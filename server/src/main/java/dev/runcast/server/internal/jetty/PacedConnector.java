package dev.runcast.server.internal.jetty;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts connections. While the machine has none to give, as when the process has too many files open, it tries again after a while. */
final class PacedConnector extends ServerConnector {
    private static final Logger log = LoggerFactory.getLogger(PacedConnector.class);

    private final AtomicBoolean isFailing = new AtomicBoolean();

    PacedConnector(Server server, ConnectionFactory... factories) {
        super(server, null, null, new UnsharedBuffers(), 1, -1, factories);
    }

    @Override
    public void accept(int acceptorId) throws IOException {
        super.accept(acceptorId);
        isFailing.set(false);
    }

    /** Logs the first failure, and not those that follow it. */
    @Override
    protected boolean handleAcceptFailure(Throwable failure) {
        if (!isRunning() || !isOpen()) {
            return false;
        }
        if (isFailing.compareAndSet(false, true)) {
            log.warn(
                    "The server cannot accept connections: {}. It goes on with those it has, and tries again each second.",
                    failure.toString());
        }
        try {
            TimeUnit.SECONDS.sleep(1);
            return true;
        } catch (InterruptedException stopping) {
            return false;
        }
    }
}
