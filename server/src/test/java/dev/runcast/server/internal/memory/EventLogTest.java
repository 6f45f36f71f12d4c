package dev.runcast.server.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runcast.server.internal.core.KeptBytes;
import dev.runcast.server.store.EventPage;
import dev.runcast.server.store.EventTail;
import dev.runcast.server.store.EventsNotKeptException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventLogTest {
    private static EventLog log(int capacity) {
        return new EventLog(capacity, 1000, new KeptBytes(1000).open("ada"), () -> {});
    }

    private static void append(EventLog log, int count) {
        append(log, Collections.nCopies(count, "{}"));
    }

    private static boolean append(EventLog log, List<String> events) {
        return log.append(1, log.last() + 1, events);
    }

    private static List<Long> readAll(EventTail tail) {
        List<Long> numbers = new ArrayList<>();
        for (EventPage page = tail.next(2); !page.events().isEmpty(); page = tail.next(2)) {
            for (int i = 0; i < page.events().size(); i++) {
                numbers.add(page.first() + i);
            }
        }
        return numbers;
    }

    private static List<Long> readAfter(EventLog log, long after) {
        return readAll(log.tail(after, () -> {}));
    }

    @Test
    void keepsTheLastEvents() {
        EventLog log = log(3);
        append(log, 5);
        assertThat(readAfter(log, 2)).containsExactly(3L, 4L, 5L);
        assertThat(readAfter(log, 5)).isEmpty();
        for (long missing : new long[] {1, 6}) {
            assertThatThrownBy(() -> log.tail(missing, () -> {}))
                    .isInstanceOfSatisfying(EventsNotKeptException.class, gone -> {
                        assertThat(gone.first()).isEqualTo(3);
                        assertThat(gone.last()).isEqualTo(5);
                    });
        }
    }

    @Test
    void takesNothingAfterTheEnd() {
        EventLog log = log(3);
        append(log, 2);
        log.end();
        assertThat(append(log, List.of("{}"))).isFalse();
        EventTail tail = log.tail(0, () -> {});
        assertThat(tail.next(1).isLast()).isFalse();
        assertThat(tail.next(1)).isEqualTo(new EventPage(2, List.of("{}"), true));
        assertThat(tail.next(1)).isEqualTo(new EventPage(3, List.of(), true));
    }

    @Test
    void skipsWhatItHasAndRefusesGaps() {
        EventLog log = log(10);
        log.append(1, 1, List.of("1", "2"));
        log.append(1, 1, List.of("1", "2", "3"));
        log.append(1, 2, List.of("2"));
        assertThat(log.tail(0, () -> {}).next(9).events()).containsExactly("1", "2", "3");
        assertThatThrownBy(() -> log.append(1, 5, List.of("5"))).hasMessage("The events 4 to 4 are missing.");
    }

    @Test
    void takesEventsOfItsOwnerOnly() {
        EventLog log = log(10);
        assertThat(log.nextEpoch()).isEqualTo(2);
        assertThat(log.append(1, 1, List.of("old"))).isFalse();
        assertThat(log.append(2, 1, List.of("new"))).isTrue();
        assertThat(log.tail(0, () -> {}).next(9).events()).containsExactly("new");
    }

    @Test
    void takesNothingOfAnOwnerThatLosesItWhileItWaits() {
        EventLog log = log(1);
        EventTail slow = log.tail(0, () -> {});
        CompletableFuture<Boolean> run = CompletableFuture.supplyAsync(() -> append(log, List.of("1", "2")));
        while (log.last() < 1) {
            Thread.onSpinWait(); // The test's time-out ends this.
        }
        log.nextEpoch();
        assertThat(run.join()).isFalse();
        assertThat(slow.next(9).events()).containsExactly("1");
    }

    @Test
    void waitsForReadersThatAreThere() throws Exception {
        EventLog log = log(2);
        Semaphore changes = new Semaphore(0);
        EventTail slow = log.tail(0, changes::release);
        CompletableFuture<Void> run = CompletableFuture.runAsync(() -> {
            append(log, 1000);
            log.end();
        });
        List<Long> seen = new ArrayList<>();
        boolean isOver = false;
        while (!isOver) {
            changes.acquire();
            EventPage page = slow.next(1);
            if (!page.events().isEmpty()) {
                seen.add(page.first());
                changes.release(); // There may be another one already.
            }
            isOver = page.isLast();
            if (seen.size() < 998) {
                assertThat(run).as("it is two events ahead at most").isNotDone();
            }
        }
        run.join();
        assertThat(seen)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 1000).boxed().toList());
    }

    @Test
    void doesNotWaitForReadersThatHaveLeft() {
        EventLog log = log(2);
        EventTail left = log.tail(0, () -> {});
        CompletableFuture<Void> run = CompletableFuture.runAsync(() -> append(log, 10));
        left.close();
        run.join();
        assertThat(left.next(1).events()).isEmpty();
        assertThat(readAfter(log, 8)).containsExactly(9L, 10L);
    }

    @Test
    void endsWithoutWaiting() {
        EventLog log = log(2);
        EventTail slow = log.tail(0, () -> {});
        CompletableFuture<Void> run = CompletableFuture.runAsync(() -> append(log, 10));
        log.end();
        run.join();
        List<Long> seen = readAll(slow);
        assertThat(seen).hasSizeLessThanOrEqualTo(2);
        assertThat(seen)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, seen.size()).boxed().toList());
        assertThat(slow.next(1).isLast()).isTrue();
    }

    @Test
    void keepsSoManyBytes() {
        EventLog log = log(100);
        append(log, Collections.nCopies(5, "x".repeat(200))); // of two bytes each
        assertThat(readAfter(log, 3)).containsExactly(4L, 5L);
        assertThatThrownBy(() -> log.tail(2, () -> {})).isInstanceOf(EventsNotKeptException.class);
    }

    @Test
    void keepsAnEventThatIsTooLarge() {
        EventLog log = log(100);
        append(log, 3);
        append(log, List.of("x".repeat(5000)));
        assertThat(readAfter(log, 3)).containsExactly(4L);
        append(log, 1);
        assertThat(readAfter(log, 4)).containsExactly(5L);
    }

    @Test
    void keepsLittleWhileOthersKeepTooMuch() {
        KeptBytes kept = new KeptBytes(1000);
        KeptBytes.Account other = kept.open("bob");
        Semaphore asked = new Semaphore(0);
        EventLog log = new EventLog(100, 1000, kept.open("ada"), asked::release);
        append(log, 3);
        assertThat(asked.availablePermits()).isZero();
        other.add(2000);
        append(log, 2);
        assertThat(asked.availablePermits())
                .as("first it asks others to make room")
                .isEqualTo(2);
        assertThat(readAfter(log, 4)).containsExactly(5L);
        other.close();
        append(log, 2);
        assertThat(readAfter(log, 4)).containsExactly(5L, 6L, 7L);
    }

    @Test
    void readsPagesThatAreNotTooLarge() {
        EventLog log = new EventLog(100, Long.MAX_VALUE, new KeptBytes(Long.MAX_VALUE).open("ada"), () -> {});
        append(log, Collections.nCopies(5, "x".repeat(EventPage.MAX_SIZE / 2)));
        EventTail tail = log.tail(0, () -> {});
        assertThat(tail.next(100).events()).hasSize(2);
        assertThat(tail.next(100).events()).hasSize(2);
        assertThat(tail.next(100).events()).hasSize(1);
    }
}
