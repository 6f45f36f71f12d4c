package dev.runcast.server.internal.langgraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runcast.server.internal.core.HttpError;
import dev.runcast.server.internal.core.KeptBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReplayBufferTest {
    private static ReplayBuffer buffer(int capacity) {
        return new ReplayBuffer(capacity, 1000, new KeptBytes(1000).open("ada"), () -> {});
    }

    private static void append(ReplayBuffer frames, int count) {
        for (int i = 0; i < count; i++) {
            frames.append("custom", "{}");
        }
    }

    private static List<Long> readAll(ReplayBuffer.Reader reader) {
        List<Long> ids = new ArrayList<>();
        for (Frame frame = reader.poll(); frame != null; frame = reader.poll()) {
            ids.add(frame.id());
        }
        return ids;
    }

    @Test
    void keepsTheLastFrames() {
        ReplayBuffer frames = buffer(3);
        append(frames, 5);
        assertThat(readAll(frames.read(2, () -> {}))).containsExactly(3L, 4L, 5L);
        assertThat(readAll(frames.read(5, () -> {}))).isEmpty();
        assertThatThrownBy(() -> frames.read(1, () -> {}))
                .isInstanceOfSatisfying(
                        HttpError.class, error -> assertThat(error.status()).isEqualTo(409))
                .hasMessage(
                        "The events after 1 are not kept any more, up to 2. Send Last-Event-ID: 2 for those that are,"
                                + " or ask for the result: GET …/join.");
        assertThatThrownBy(() -> frames.read(6, () -> {}))
                .isInstanceOfSatisfying(
                        HttpError.class, error -> assertThat(error.status()).isEqualTo(422));
    }

    @Test
    void keepsTheLastOneBesides() {
        ReplayBuffer frames = buffer(3);
        append(frames, 5);
        frames.end("error", "{}");
        append(frames, 1);
        ReplayBuffer.Reader reader = frames.read(2, () -> {});
        assertThat(reader.isExhausted()).isFalse();
        assertThat(readAll(reader)).containsExactly(3L, 4L, 5L, 6L);
        assertThat(reader.isExhausted()).isTrue();
    }

    @Test
    void waitsForReadersThatAreThere() throws Exception {
        ReplayBuffer frames = buffer(2);
        Semaphore changes = new Semaphore(0);
        ReplayBuffer.Reader slow = frames.read(0, changes::release);
        CompletableFuture<Void> run = CompletableFuture.runAsync(() -> {
            append(frames, 1000);
            frames.end();
        });
        List<Long> seen = new ArrayList<>();
        while (!slow.isExhausted()) {
            changes.acquire();
            Frame frame = slow.poll();
            if (frame != null) {
                seen.add(frame.id());
            }
            if (frame != null) {
                changes.release(); // There may be another one already.
            }
            if (seen.size() < 998) {
                assertThat(run).as("it is two frames ahead at most").isNotDone();
            }
        }
        run.join();
        assertThat(seen)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 1000).boxed().toList());
    }

    @Test
    void doesNotWaitForReadersThatHaveLeft() {
        ReplayBuffer frames = buffer(2);
        ReplayBuffer.Reader left = frames.read(0, () -> {});
        CompletableFuture<Void> run = CompletableFuture.runAsync(() -> append(frames, 10));
        left.close();
        run.join();
        assertThat(left.poll()).isNull();
        assertThat(readAll(frames.read(8, () -> {}))).containsExactly(9L, 10L);
    }

    @Test
    void endsWithoutWaiting() {
        ReplayBuffer frames = buffer(2);
        ReplayBuffer.Reader slow = frames.read(0, () -> {});
        CompletableFuture<Void> run = CompletableFuture.runAsync(() -> append(frames, 10));
        frames.end("error", "{}");
        run.join();
        List<Long> seen = readAll(slow);
        assertThat(seen).hasSizeLessThanOrEqualTo(3);
        assertThat(seen)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, seen.size()).boxed().toList());
        assertThat(slow.isExhausted()).isTrue();
    }

    @Test
    void keepsSoManyBytes() {
        ReplayBuffer frames = buffer(100);
        for (int i = 0; i < 5; i++) {
            frames.append("custom", "x".repeat(200)); // of two bytes each
        }
        assertThat(readAll(frames.read(3, () -> {}))).containsExactly(4L, 5L);
        assertThatThrownBy(() -> frames.read(2, () -> {})).isInstanceOf(HttpError.class);
    }

    @Test
    void keepsAFrameThatIsTooLarge() {
        ReplayBuffer frames = buffer(100);
        append(frames, 3);
        frames.append("custom", "x".repeat(5000));
        assertThat(readAll(frames.read(3, () -> {}))).containsExactly(4L);
        append(frames, 1);
        assertThat(readAll(frames.read(4, () -> {}))).containsExactly(5L);
    }

    @Test
    void keepsLittleWhileOthersKeepTooMuch() {
        KeptBytes kept = new KeptBytes(1000);
        KeptBytes.Account other = kept.open("bob");
        Semaphore asked = new Semaphore(0);
        ReplayBuffer frames = new ReplayBuffer(100, 1000, kept.open("ada"), asked::release);
        append(frames, 3);
        assertThat(asked.availablePermits()).isZero();
        other.add(2000);
        append(frames, 2);
        assertThat(asked.availablePermits())
                .as("first it asks others to make room")
                .isEqualTo(2);
        assertThat(readAll(frames.read(4, () -> {}))).containsExactly(5L);
        other.close();
        append(frames, 2);
        assertThat(readAll(frames.read(4, () -> {}))).containsExactly(5L, 6L, 7L);
    }
}
