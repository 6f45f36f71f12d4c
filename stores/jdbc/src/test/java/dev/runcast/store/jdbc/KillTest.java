package dev.runcast.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.server.store.EventPage;
import dev.runcast.server.store.EventTail;
import dev.runcast.server.store.RunEnd;
import dev.runcast.server.store.RunLease;
import dev.runcast.server.store.RunStatus;
import dev.runcast.server.store.RunStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** Kills processes that append to a file at random moments: {@code -Dkills=100} does so a hundred times. */
class KillTest {
    private static final int KILLS = Integer.getInteger("kills", 20);

    @TempDir
    private Path folder;

    @Test
    @Timeout(3600)
    void keepsWhatWasAcknowledgedToAProcessThatIsKilled() throws Exception {
        Path file = folder.resolve("runs.db"); // the same for all, as for a server that is started again
        Random random = new Random(20);
        for (int kill = 0; kill < KILLS; kill++) {
            UUID run = UUID.randomUUID();
            long acknowledged = acknowledgedUntilKilled(file, run, random.nextInt(400));
            checkFile(file, run, acknowledged);
        }
    }

    /** Starts a process, kills it some time after its first event, and returns the last number that it printed. */
    private static long acknowledgedUntilKilled(Path file, UUID run, int events)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledProcess.class.getName(),
                        file.toString(),
                        run.toString())
                .redirectError(Redirect.DISCARD)
                .start();
        long last = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = Math.max(last, Long.parseLong(line)); // The last line may be cut off.
                if (last > events) {
                    process.toHandle().destroyForcibly(); // which lets us read what it has printed
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(last)
                .as("the last event of a process that is killed after %s", events)
                .isGreaterThan(events);
        return last;
    }

    private static void checkFile(Path file, UUID run, long acknowledged) throws SQLException {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet check = statement.executeQuery("PRAGMA integrity_check")) {
            assertThat(check.getString(1)).as("integrity of the file").isEqualTo("ok");
        }
        try (RunStore store = JdbcRunStore.builder(source).build()) {
            long read = 0;
            try (EventTail tail = store.tail(run, 0, () -> {})) {
                for (EventPage page = tail.next(100); !page.events().isEmpty(); page = tail.next(100)) {
                    for (String event : page.events()) {
                        read++;
                        assertThat(event).isEqualTo(KilledProcess.event(read));
                    }
                }
            }
            assertThat(read).as("events in the file").isGreaterThanOrEqualTo(acknowledged);
            RunLease claimed =
                    store.claim(run, Duration.ofMinutes(1)).orElseThrow().lease();
            store.end(claimed, new RunEnd(RunStatus.ERROR, "{\"error\":\"NodeLost\"}", null));
        }
    }
}
