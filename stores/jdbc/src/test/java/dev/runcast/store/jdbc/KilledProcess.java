package dev.runcast.store.jdbc;

import dev.runcast.server.store.NewRun;
import dev.runcast.server.store.RunLease;
import dev.runcast.server.store.RunStore;
import dev.runcast.server.store.ThreadKey;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.sqlite.SQLiteDataSource;

/** A process that appends to a run in a file, and prints the number of each event that it may rely on, until it is killed. */
final class KilledProcess {
    private KilledProcess() {}

    /** The first argument is the file, the second the id of the run, which is created in a thread of the same id. */
    public static void main(String[] args) {
        SQLiteDataSource file = new SQLiteDataSource();
        file.setUrl("jdbc:sqlite:" + args[0]);
        UUID id = UUID.fromString(args[1]);
        RunStore store = JdbcRunStore.builder(file).build();
        RunLease lease = store.create(
                        new NewRun(id, new ThreadKey("", id), true, true, "killed", "{}", "{}", "{}"),
                        Duration.ofMillis(1))
                .lease();
        for (long number = 1; ; number++) {
            store.append(lease, number, List.of(event(number)))
                    .toCompletableFuture()
                    .join();
            System.out.println(number);
            System.out.flush();
        }
    }

    static String event(long number) {
        return "{\"data\":\"" + number + "-" + "x".repeat((int) (number % 500)) + "\"}";
    }
}
