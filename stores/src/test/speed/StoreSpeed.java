import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.runcast.server.ServerLimits;
import dev.runcast.server.store.EventPage;
import dev.runcast.server.store.EventTail;
import dev.runcast.server.store.NewRun;
import dev.runcast.server.store.RunEnd;
import dev.runcast.server.store.RunLease;
import dev.runcast.server.store.RunStatus;
import dev.runcast.server.store.RunStore;
import dev.runcast.server.store.ThreadKey;
import dev.runcast.store.jdbc.JdbcRunStore;
import dev.runcast.store.redis.RedisRunStore;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Measures how long events take from a writer to a reader by each store, and how much room they need there, and prints Markdown. */
final class StoreSpeed {
    private static final Duration TERM = Duration.ofMinutes(10);
    private static final String EVENT = "{\"event\":\"on_custom_event\",\"name\":\"progress\",\"data\":\"" + "x".repeat(250) + "\"}";

    /** How many events of a run are paced, and how far apart. */
    private static final int PACED = 300;

    private static final int PAUSE_MILLIS = 10;

    /** How many events of a run are written as fast as the store takes them, and how many at a time. */
    private static final int FAST = 20_000;

    private static final int BATCH = 100;

    private StoreSpeed() {}

    /** How many events of a run are weighed. */
    private static final int WEIGHED = 50_000;

    /**
     * A store as its writers and its readers see it, who are in two servers where the store is for several, what its engine does alone, and how
     * many bytes the engine has.
     */
    private record Subject(String name, RunStore writing, RunStore reading, Floor floor, Size size) {}

    /** Writes one small row or entry, and has it written. */
    private interface Floor {
        void write() throws Exception;
    }

    private interface Size {
        long bytes() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        System.out.println("| store | runs | append → reader p50 | p99 | events/s | the engine alone, p50 | p99 | bytes an event |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        Path folder = Files.createTempDirectory("runcast-speed");
        measure(memory());
        measure(sqlite(folder.resolve("runs.db")));
        measure(postgresql(System.getenv("RUNCAST_TEST_POSTGRESQL")));
        measure(redis(System.getenv("RUNCAST_TEST_REDIS")));
        System.exit(0); // Pools and clients are left open.
    }

    private static Subject memory() {
        RunStore store = RunStore.inMemory(ServerLimits.builder()
                .maxReplayEvents(100_000)
                .maxReplayBytes(100_000_000)
                .maxKeptBytes(1_000_000_000)
                .build());
        return new Subject("memory", store, store, () -> {}, StoreSpeed::usedHeap);
    }

    private static Subject sqlite(Path file) throws Exception {
        HikariDataSource pool = pool("jdbc:sqlite:" + file, 4);
        RunStore store = JdbcRunStore.builder(pool).build();
        return new Subject("SQLite", store, store, floor(pool), () -> query(pool, "PRAGMA wal_checkpoint(TRUNCATE)") + Files.size(file));
    }

    private static Subject postgresql(String address) throws Exception {
        HikariDataSource pool = pool(address, 8);
        return new Subject(
                "PostgreSQL",
                JdbcRunStore.builder(pool).build(),
                JdbcRunStore.builder(pool(address, 8)).build(),
                floor(pool),
                () -> query(pool, "SELECT pg_database_size(current_database())"));
    }

    private static HikariDataSource pool(String address, int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(address);
        config.setMaximumPoolSize(size);
        return new HikariDataSource(config);
    }

    private static Floor floor(HikariDataSource pool) throws Exception {
        Connection connection = pool.getConnection();
        try (Statement create = connection.createStatement()) {
            create.execute("CREATE TABLE IF NOT EXISTS speed (event TEXT)");
        }
        PreparedStatement insert = connection.prepareStatement("INSERT INTO speed VALUES (?)");
        return () -> {
            insert.setString(1, EVENT);
            insert.executeUpdate(); // and commits
        };
    }

    private static Subject redis(String address) {
        RedisClient client = RedisClient.create(address);
        RedisCommands<String, String> commands = client.connect().sync();
        return new Subject(
                "Redis",
                RedisRunStore.builder(client).build(),
                RedisRunStore.builder(client).build(),
                () -> commands.xadd("speed", "event", EVENT),
                () -> usedMemory(commands.info("memory")));
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static long usedMemory(String info) {
        return info.lines()
                .filter(line -> line.startsWith("used_memory:"))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElseThrow();
    }

    private static long query(HikariDataSource pool, String sql) throws Exception {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    /** Returns how many bytes the engine has more for each event of a run that nobody reads. */
    private static long weigh(Subject subject) throws Exception {
        long before = subject.size().bytes();
        RunLease lease = create(subject.writing());
        for (int i = 0; i < WEIGHED; i += BATCH) {
            List<String> events = new ArrayList<>();
            for (int j = i; j < i + BATCH; j++) { // each with a text of its own
                events.add(EVENT.replaceFirst("x{8}", Integer.toString(10_000_000 + j)));
            }
            subject.writing().append(lease, i + 1, events).toCompletableFuture().join();
        }
        long bytes = (subject.size().bytes() - before) / WEIGHED;
        subject.writing().end(lease, new RunEnd(RunStatus.SUCCESS, "null", null));
        return bytes;
    }

    private static RunLease create(RunStore store) {
        UUID id = UUID.randomUUID();
        RunLease lease = store.create(new NewRun(id, new ThreadKey("", id), true, true, "speed", "{}", "{}", "{}"), TERM)
                .lease();
        store.begin(lease);
        return lease;
    }

    private static void measure(Subject subject) throws Exception {
        runs(subject, 4, 200, 1, 1); // to warm up
        runs(subject, 4, FAST / 4, BATCH, 0);
        List<Long> alone = new ArrayList<>();
        for (int i = 0; i < PACED; i++) {
            long start = System.nanoTime();
            subject.floor().write();
            alone.add(System.nanoTime() - start);
            Thread.sleep(PAUSE_MILLIS / 2);
        }
        for (int runs : new int[] {1, 16}) {
            List<Long> latencies = runs(subject, runs, PACED, 1, PAUSE_MILLIS);
            int each = FAST / (runs == 1 ? 1 : 4);
            long start = System.nanoTime();
            runs(subject, runs, each, BATCH, 0);
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %s | %s | %,d | %s | %s | %s |%n",
                    subject.name(),
                    runs,
                    millis(latencies, 0.5),
                    millis(latencies, 0.99),
                    Math.round(runs * each / seconds / 100) * 100,
                    subject.name().equals("memory") ? "" : millis(alone, 0.5),
                    subject.name().equals("memory") ? "" : millis(alone, 0.99),
                    runs == 1 ? weigh(subject) : "");
        }
    }

    private static String millis(List<Long> nanos, double part) {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return String.format(Locale.ROOT, "%.2f ms", sorted.get((int) (sorted.size() * part)) / 1e6);
    }

    /** Does runs at once, each with a writer and a reader, and returns how long each event took. */
    private static List<Long> runs(Subject subject, int runs, int events, int batch, int pauseMillis) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        List<Future<long[]>> all = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            all.add(threads.submit(() -> run(threads, subject, events, batch, pauseMillis)));
        }
        List<Long> latencies = new ArrayList<>();
        for (Future<long[]> run : all) {
            Arrays.stream(run.get()).forEach(latencies::add);
        }
        threads.shutdown();
        return latencies;
    }

    private static long[] run(ExecutorService threads, Subject subject, int events, int batch, int pauseMillis)
            throws Exception {
        RunLease lease = create(subject.writing());
        long[] written = new long[events];
        Future<long[]> reader = threads.submit(() -> read(subject.reading(), lease.run(), written));
        for (int i = 0; i < events; i += batch) {
            Thread.sleep(pauseMillis);
            long now = System.nanoTime();
            Arrays.fill(written, i, i + batch, now);
            subject.writing()
                    .append(lease, i + 1, Collections.nCopies(batch, EVENT))
                    .toCompletableFuture()
                    .join();
        }
        long[] latencies = reader.get();
        subject.writing().end(lease, new RunEnd(RunStatus.SUCCESS, "null", null));
        return latencies;
    }

    /** Reads all events, and returns how long after their writing began each was read. */
    private static long[] read(RunStore store, UUID run, long[] written) throws InterruptedException {
        long[] latencies = new long[written.length];
        Semaphore changes = new Semaphore(1);
        int read = 0;
        try (EventTail tail = store.tail(run, 0, changes::release)) {
            while (read < written.length) {
                changes.acquire();
                changes.drainPermits();
                for (EventPage page = tail.next(100); !page.events().isEmpty(); page = tail.next(100)) {
                    long now = System.nanoTime();
                    for (int i = 0; i < page.events().size(); i++, read++) {
                        latencies[read] = now - written[read];
                    }
                }
            }
        }
        return latencies;
    }
}
