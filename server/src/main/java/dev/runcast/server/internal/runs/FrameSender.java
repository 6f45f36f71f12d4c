package dev.runcast.server.internal.runs;

import dev.runcast.server.internal.core.SseStream;
import dev.runcast.server.internal.core.Timers;
import dev.runcast.server.store.EventPage;
import dev.runcast.server.store.EventTail;
import dev.runcast.server.store.EventsNotKeptException;
import dev.runcast.server.store.StoreUnavailableException;
import dev.runcast.server.store.StoredRun;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends the frames of a run to a client as they come, on threads of the server, and then ends the answer. */
public final class FrameSender {
    /** How many events are read at a time. */
    private static final int PAGE = 64;

    /** After how long a store is asked again that cannot be reached. */
    private static final Duration RETRY = Duration.ofMillis(500);

    private final RunFrames frames;
    private final CompletableFuture<Optional<StoredRun>> end;
    private final Timers timers;
    private final EventTail tail;
    private final Queue<Frame> made = new ArrayDeque<>();
    private long last;
    private boolean hasAll;

    /** Counts what there is to do. Whoever makes it 1 does it. The first is the beginning of the answer. */
    private final AtomicInteger pending = new AtomicInteger(1);

    private volatile @Nullable SseStream answer;

    /**
     * Creates a sender, from when on no frame is missed.
     *
     * @param tails opens the events that are read
     * @param end completes when the run has ended
     */
    FrameSender(RunFrames frames, Tails tails, CompletableFuture<Optional<StoredRun>> end, Timers timers) {
        this.frames = frames;
        this.end = end;
        this.timers = timers;
        made.addAll(frames.first());
        this.tail = tails.open(this::wake);
        end.thenRun(this::wake);
    }

    /** Opens the events of a run. */
    @FunctionalInterface
    public interface Tails {
        /**
         * Opens them.
         *
         * @param onChange is called when there may be more to read
         */
        EventTail open(Runnable onChange);
    }

    /** Begins to send. */
    public void begin(SseStream answer) {
        this.answer = answer;
        answer.onGone(this::stop);
        answer.onRoom(this::wake);
        sendLater();
    }

    private void sendLater() {
        try {
            timers.executor().execute(this::send);
        } catch (RejectedExecutionException serverHasStopped) {
            stop();
        }
    }

    private void stop() {
        tail.close();
        end.cancel(false);
    }

    /** Has the frames sent by another thread than that of the run; the last ones by this one, which sees to it that they are sent. */
    private void wake() {
        if (pending.getAndIncrement() == 0) {
            if (end.isDone()) {
                send(SseStream::flushLater); // A client that reads slowly does not hold up others who wait for the end.
            } else {
                sendLater();
            }
        }
    }

    private void send() {
        send(SseStream::flush);
    }

    private void send(Consumer<SseStream> flush) {
        SseStream client = answer;
        if (client == null) {
            return; // It has not begun.
        }
        int seen = pending.get();
        do {
            sendTo(client, flush);
            seen = pending.addAndGet(-seen);
        } while (seen != 0);
    }

    private void sendTo(SseStream client, Consumer<SseStream> flush) {
        boolean isFull;
        do {
            for (Frame frame = next(client); frame != null; frame = next(client)) {
                client.send(frame.id(), frame.event(), frame.data());
            }
            isFull = !client.hasRoom();
            flush.accept(client);
        } while (isFull && client.hasRoom());
        if (hasAll && made.isEmpty()) {
            tail.close();
            if (frames.isBrokenOff()) {
                client.cut();
            } else {
                client.end();
            }
        }
    }

    /** Returns the next frame, or null if there is none, or the client has yet to read what was sent before. */
    private @Nullable Frame next(SseStream client) {
        while (client.hasRoom()) {
            if (!made.isEmpty()) {
                return made.remove();
            }
            if (hasAll || !read()) {
                return null;
            }
        }
        return null;
    }

    /** Makes frames of what there is to read. Returns whether there was something. */
    private boolean read() {
        EventPage page;
        try {
            page = tail.next(PAGE);
        } catch (EventsNotKeptException gone) {
            made.addAll(frames.ofGap(last, gone));
            hasAll = true;
            return true;
        } catch (StoreUnavailableException away) { // The client waits, as it would for a run that takes its time.
            timers.after(RETRY, this::wake);
            return false;
        }
        List<String> events = page.events();
        for (int i = 0; i < events.size(); i++) {
            last = page.first() + i;
            made.addAll(frames.of(last, new LoggedEvent(events.get(i))));
        }
        last = Math.max(last, page.first() - 1);
        if (page.isLast() && end.isDone()) {
            hasAll = true;
            if (!end.isCancelled()) {
                made.addAll(frames.ofEnd(last, end.join()));
            }
        }
        return hasAll || !events.isEmpty();
    }
}
