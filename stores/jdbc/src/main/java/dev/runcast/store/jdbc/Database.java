package dev.runcast.store.jdbc;

import dev.runcast.server.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Does work with connections of a data source, each of which it gives back at once. */
final class Database {
    /** Of transactions that the database gave up in favour of another one, and that succeed when they are tried again. */
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

    private static final int ATTEMPTS = 5;

    private final DataSource dataSource;
    private final Dialect dialect;
    private final Notifier notifier;
    private final Consumer<Change> onChange;

    /** Where there is one writer at a time, threads wait here: SQLite would have each of them ask again and again. */
    private final ReentrantLock writing = new ReentrantLock(true);

    /**
     * Creates it.
     *
     * @param notifier tells other processes, as part of a transaction, what it changes
     * @param onChange is told what has changed, when a transaction is committed
     */
    Database(DataSource dataSource, Dialect dialect, Notifier notifier, Consumer<Change> onChange) {
        this.dataSource = dataSource;
        this.dialect = dialect;
        this.notifier = notifier;
        this.onChange = onChange;
    }

    /** Returns a failure of the database as those who use the store are told of it. */
    static StoreUnavailableException unavailable(SQLException failure) {
        return new StoreUnavailableException(
                "The database of the runs failed: " + failure.getMessage() + ". Try again when it works.", failure);
    }

    Dialect dialect() {
        return dialect;
    }

    /** Opens a connection for the caller to close. */
    Connection open() throws SQLException {
        return dataSource.getConnection();
    }

    void prepare() {
        read(connection -> {
            dialect.prepare(connection);
            return dialect;
        });
    }

    /** Does work that consists of one statement, or need not see the same in all of them. */
    <T extends @Nullable Object> T read(Query<T> work) {
        try (Connection connection = open()) {
            return outsideOfTransactions(connection, work);
        } catch (SQLException failure) {
            throw unavailable(failure);
        }
    }

    /** Does work as a whole, or not at all. */
    <T extends @Nullable Object> T write(Work<T> work) {
        boolean isLocked = dialect.writers() == 1;
        if (isLocked) {
            writing.lock();
        }
        try {
            return writeWithAttempts(work);
        } catch (SQLException failure) {
            throw unavailable(failure);
        } finally {
            if (isLocked) {
                writing.unlock();
            }
        }
    }

    private <T extends @Nullable Object> T writeWithAttempts(Work<T> work) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = open()) {
                return outsideOfTransactions(connection, same -> transact(same, work));
            } catch (SQLException failure) {
                if (attempt == ATTEMPTS || !CONFLICTS.contains(String.valueOf(failure.getSQLState()))) {
                    throw failure;
                }
            }
        }
    }

    private <T extends @Nullable Object> T transact(Connection connection, Work<T> work) throws SQLException {
        Transaction transaction = new Transaction(connection, dialect);
        dialect.begin(connection);
        T result;
        try {
            result = work.in(transaction);
            notifier.tell(connection, transaction.changes());
            dialect.commit(connection);
        } catch (SQLException | RuntimeException failure) {
            try {
                dialect.rollback(connection);
            } catch (SQLException again) {
                failure.addSuppressed(again);
                connection.abort(Runnable::run); // so that no pool lends it with half a transaction
            }
            throw failure;
        }
        transaction.changes().forEach(onChange);
        return result;
    }

    /** Some pools lend connections that begin transactions by themselves. */
    private static <T extends @Nullable Object> T outsideOfTransactions(Connection connection, Query<T> work)
            throws SQLException {
        if (connection.getAutoCommit()) {
            return work.with(connection);
        }
        connection.setAutoCommit(true);
        try {
            return work.with(connection);
        } finally {
            connection.setAutoCommit(false);
        }
    }

    /** Reads. */
    interface Query<T extends @Nullable Object> {
        T with(Connection connection) throws SQLException;
    }

    /** Reads and writes. May be done again, when it conflicts with that of others. */
    interface Work<T extends @Nullable Object> {
        T in(Transaction transaction) throws SQLException;
    }

    /** Tells other processes of changes. */
    interface Notifier {
        void tell(Connection connection, Iterable<Change> changes) throws SQLException;
    }
}
