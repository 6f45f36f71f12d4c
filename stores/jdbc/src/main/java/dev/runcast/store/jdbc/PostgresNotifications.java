package dev.runcast.store.jdbc;

import dev.runcast.server.store.ThreadKey;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Notifications of PostgreSQL between the servers that share a database. A transaction sends one, with all its changes in lines. Those that
 * a notification cannot hold are to be looked for.
 */
final class PostgresNotifications implements Database.Notifier {
    private static final String CHANNEL = "runcast";
    private static final String LOOK = "LOOK";

    /** PostgreSQL allows 8,000 bytes. */
    private static final int MAX_LENGTH = 7_900;

    private static final int WAIT_MILLIS = 200;

    /** Tells our own notifications apart. */
    private final String sender = UUID.randomUUID().toString();

    private final Changes changes;

    PostgresNotifications(Changes changes) {
        this.changes = changes;
    }

    /** Returns whether the driver is there, and the connections are of it. */
    static boolean areAvailable(Connection connection) throws SQLException {
        try {
            return connection.isWrapperFor(PGConnection.class);
        } catch (NoClassDefFoundError noDriver) {
            return false;
        }
    }

    @Override
    public void tell(Connection connection, Iterable<Change> made) throws SQLException {
        StringBuilder lines = new StringBuilder();
        for (Change change : made) {
            String line = "\n" + line(change);
            boolean fits = sender.length() + lines.length() + line.length() <= MAX_LENGTH;
            lines = fits ? lines.append(line) : new StringBuilder("\n" + LOOK);
        }
        if (lines.length() > 0) {
            try (PreparedStatement notify = connection.prepareStatement("SELECT pg_notify(?, ?)")) {
                notify.setString(1, CHANNEL);
                notify.setString(2, sender + lines);
                notify.execute();
            }
        }
    }

    private static String line(Change change) {
        ThreadKey thread = change.thread();
        String line = change.kind() + " " + change.run();
        return thread == null
                ? line
                : line + " " + thread.id() + " " + URLEncoder.encode(thread.owner(), StandardCharsets.UTF_8);
    }

    void listen(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + CHANNEL);
        }
    }

    /** Waits for a short time, and tells what has come. Returns whether there is something to look for. */
    boolean receive(Connection connection) throws SQLException {
        PGNotification @Nullable [] received =
                connection.unwrap(PGConnection.class).getNotifications(WAIT_MILLIS);
        boolean isToLook = false;
        if (received != null) {
            for (PGNotification notification : received) {
                isToLook |= receive(List.of(notification.getParameter().split("\n")));
            }
        }
        return isToLook;
    }

    private boolean receive(List<String> lines) {
        if (lines.get(0).equals(sender)) {
            return false;
        }
        boolean isToLook = false;
        for (String line : lines.subList(1, lines.size())) {
            if (line.equals(LOOK)) {
                isToLook = true;
            } else {
                changes.tell(change(line.split(" ", -1)));
            }
        }
        return isToLook;
    }

    private static Change change(String[] words) {
        ThreadKey thread = words.length == 2
                ? null
                : new ThreadKey(URLDecoder.decode(words[3], StandardCharsets.UTF_8), UUID.fromString(words[2]));
        return new Change(Change.Kind.valueOf(words[0]), UUID.fromString(words[1]), thread);
    }
}
