package dev.runcast.store.jdbc;

import dev.runcast.server.store.EventPage;
import dev.runcast.server.store.EventTail;
import java.util.UUID;

/** A reader. It knows its place, and holds nothing in the database. */
final class JdbcEventTail implements EventTail {
    private final Events events;
    private final Tails tails;
    private final UUID run;
    private final Runnable onChange;
    private long last;

    private JdbcEventTail(Events events, Tails tails, UUID run, long after, Runnable onChange) {
        this.events = events;
        this.tails = tails;
        this.run = run;
        this.last = after;
        this.onChange = onChange;
    }

    static EventTail open(Events events, Tails tails, UUID run, long after, Runnable onChange) {
        JdbcEventTail tail = new JdbcEventTail(events, tails, run, after, onChange);
        tails.add(run, tail); // before it looks, so that no change is missed
        try {
            events.read(run, after, 0);
            return tail;
        } catch (RuntimeException failure) {
            tail.close();
            throw failure;
        }
    }

    void wake() {
        onChange.run();
    }

    @Override
    public synchronized EventPage next(int limit) {
        EventPage page = events.read(run, last, limit);
        last += page.events().size();
        return page;
    }

    @Override
    public void close() {
        tails.remove(run, this);
    }
}
