package dev.runcast.store.redis;

import dev.runcast.server.store.EventPage;
import dev.runcast.server.store.EventTail;
import dev.runcast.server.store.EventsNotKeptException;
import java.util.List;
import java.util.UUID;

/** A reader. It knows its place, and holds nothing in Redis. */
final class RedisEventTail implements EventTail {
    private final Scripts scripts;
    private final ChangeFeed changes;
    private final UUID run;
    private final Runnable onChange;
    private long last;

    private RedisEventTail(Scripts scripts, ChangeFeed changes, UUID run, long after, Runnable onChange) {
        this.scripts = scripts;
        this.changes = changes;
        this.run = run;
        this.last = after;
        this.onChange = onChange;
    }

    static EventTail open(Scripts scripts, ChangeFeed changes, UUID run, long after, Runnable onChange) {
        RedisEventTail tail = new RedisEventTail(scripts, changes, run, after, onChange);
        changes.add(tail); // before it looks, so that no change is missed
        try {
            tail.read(0);
            return tail;
        } catch (RuntimeException failure) {
            tail.close();
            throw failure;
        }
    }

    UUID run() {
        return run;
    }

    void wake() {
        onChange.run();
    }

    @Override
    public synchronized EventPage next(int limit) {
        EventPage page = read(limit);
        last += page.events().size();
        return page;
    }

    private EventPage read(int limit) {
        List<String> page = scripts.texts(Script.READ, run, last, limit, EventPage.MAX_SIZE);
        if (page.isEmpty()) {
            throw new EventsNotKeptException(last + 1, last);
        }
        long firstKept = Long.parseLong(page.get(0));
        long lastKept = Long.parseLong(page.get(1));
        if (last + 1 < firstKept || last > lastKept) {
            throw new EventsNotKeptException(firstKept, lastKept);
        }
        List<String> events = page.subList(3, page.size());
        boolean hasEnded = page.get(2).equals("1");
        return new EventPage(last + 1, events, hasEnded && last + events.size() == lastKept);
    }

    @Override
    public void close() {
        changes.remove(this);
    }
}
