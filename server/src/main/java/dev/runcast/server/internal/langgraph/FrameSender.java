package dev.runcast.server.internal.langgraph;

import dev.runcast.server.internal.core.SseStream;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Sends the frames of a run to a client as they come, on threads of the server, and then ends the answer. */
final class FrameSender {
    private final Predicate<Frame> wanted;
    private final Executor executor;
    private final ReplayBuffer.Reader reader;

    /** Counts what there is to do. Whoever makes it 1 does it. The first is the beginning of the answer. */
    private final AtomicInteger pending = new AtomicInteger(1);

    private volatile @Nullable SseStream answer;

    /**
     * Creates a sender, from when on no frame is missed.
     *
     * @param after the id of the last frame that is not wanted, 0 for all
     * @param wanted tells which of the others are sent
     * @throws dev.runcast.server.internal.core.HttpError if frames after it are not there
     */
    FrameSender(ReplayBuffer frames, long after, Predicate<Frame> wanted, Executor executor) {
        this.wanted = wanted;
        this.executor = executor;
        this.reader = frames.read(after, this::wake);
    }

    /** Begins to send. */
    void begin(SseStream answer) {
        this.answer = answer;
        answer.onGone(this::stop);
        answer.onRoom(this::wake);
        executor.execute(this::send);
    }

    /** Sends no more. */
    void stop() {
        reader.close();
    }

    /** Has the frames sent by another thread than that of the run; the last ones by this one, which sees to it that they are sent. */
    private void wake() {
        if (pending.getAndIncrement() == 0) {
            if (reader.hasEnded()) {
                send();
            } else {
                executor.execute(this::send);
            }
        }
    }

    /** Returns the next frame, or null if there is none, or the client has yet to read what was sent before. */
    private @Nullable Frame next(SseStream client) {
        return client.hasRoom() ? reader.poll() : null;
    }

    private void send() {
        SseStream client = answer;
        if (client == null) {
            return; // It has not begun.
        }
        int seen = pending.get();
        do {
            for (Frame frame = next(client); frame != null; frame = next(client)) {
                if (wanted.test(frame)) {
                    client.send(String.valueOf(frame.id()), frame.event(), frame.data());
                }
            }
            if (reader.isExhausted()) {
                reader.close();
                client.end();
            }
            seen = pending.addAndGet(-seen);
        } while (seen != 0);
    }
}
