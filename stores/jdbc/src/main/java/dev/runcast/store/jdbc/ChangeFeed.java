package dev.runcast.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Learns on a thread of its own what other processes change: it is notified, or looks again and again. */
final class ChangeFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);

    /** How often it looks although it is notified: a connection may be dead for some time before that is noticed. */
    private static final Duration SAFETY = Duration.ofSeconds(5);

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Database database;
    private final Poll poll;
    private final Duration interval;
    private final @Nullable PostgresNotifications notifications;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "runcast-store-changes");
    private boolean isFailing;

    /**
     * Creates it.
     *
     * @param interval how often it looks, if it is not notified
     * @param notifications what it waits for, or null if there are none
     */
    ChangeFeed(Database database, Poll poll, Duration interval, @Nullable PostgresNotifications notifications) {
        this.database = database;
        this.poll = poll;
        this.interval = interval;
        this.notifications = notifications;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (isOpen()) {
            try (Connection connection = database.open()) {
                follow(connection);
            } catch (SQLException | RuntimeException failure) {
                failed(failure);
                pause(RETRY);
            }
        }
    }

    private void follow(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        if (notifications == null) {
            poll.look(connection);
            works();
            pause(interval);
            return;
        }
        notifications.listen(connection);
        while (isOpen()) {
            poll.look(connection);
            works();
            long start = System.nanoTime();
            boolean isLost = false;
            while (isOpen() && !isLost && System.nanoTime() - start < SAFETY.toNanos()) {
                isLost = notifications.receive(connection);
            }
        }
    }

    private boolean isOpen() {
        return closed.getCount() > 0;
    }

    private void pause(Duration time) {
        try {
            boolean isClosed = closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
            LOG.trace("closed: {}", isClosed);
        } catch (InterruptedException interrupted) {
            closed.countDown();
        }
    }

    private void failed(Exception failure) {
        if (!isFailing && isOpen()) {
            isFailing = true;
            LOG.warn(
                    "What other servers do is not heard of, since the database of the runs failed: {}. "
                            + "It is tried again each second.",
                    failure.toString());
        }
    }

    private void works() {
        if (isFailing) {
            isFailing = false;
            LOG.warn("What other servers do is heard of again.");
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
