package dev.runcast.runtime.engine.stream;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.stream.EventStreamOptions;
import dev.runcast.runtime.stream.StreamEvent;
import dev.runcast.runtime.stream.StreamEvent.Kind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Turns what happens in a run and below it into the events of a stream.
 *
 * <p>Follows LangChain: the first event, if it is a start, has the root's input, and the end
 * of the same run then has none; the start of a streamed run below the root has no input; errors of tools are events, errors of
 * other runs only if they are asked for.
 */
final class StreamHandler implements CallbackHandler {
    private static final String TOOL_CALL_ID = "tool_call_id";

    private final EventStreamOptions options;
    private final EventReceiver receiver;
    private final WholeCharacters characters = new WholeCharacters();
    private final RunMembers runMembers = new RunMembers();

    /** One event at a time. A lock, since a virtual thread that waits for the reader inside a monitor keeps its carrier. */
    private final ReentrantLock turn = new ReentrantLock();

    private volatile @Nullable Run root;
    private @Nullable Object rootInput;
    private @Nullable Run first;
    private long given;

    StreamHandler(EventStreamOptions options, EventReceiver receiver) {
        this.options = options;
        this.receiver = receiver;
    }

    @Override
    public void onRunStart(RunEvent.Start event) {
        turn.lock();
        try {
            if (root == null) {
                root = event.run();
                rootInput = event.input();
            }
            if (given == 0) {
                give(Kind.START, event, map("input", rootInput));
            } else {
                give(Kind.START, event, event.isStreamed() ? Map.of() : map("input", event.input()));
            }
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void onRunChunk(RunEvent.Chunk event) {
        turn.lock();
        try {
            Object chunk = characters.add(event.run().id(), event.chunk());
            if (chunk != WholeCharacters.NOTHING) {
                give(Kind.STREAM, event, map("chunk", chunk));
            }
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void onRunEnd(RunEvent.End event) {
        if (receiver.isClosed()) {
            return; // The run did not notice that it was cancelled, and has done its work.
        }
        turn.lock();
        try {
            giveRestOfChunks(event);
            Map<String, @Nullable Object> data = new LinkedHashMap<>();
            data.put("output", event.output());
            if (event.run() != first) {
                data.put("input", event.input());
            }
            give(Kind.END, event, Collections.unmodifiableMap(data));
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void onRunError(RunEvent.Error event) {
        boolean isTool = event.run().type() == RunType.TOOL;
        if (receiver.isClosed() || !(isTool || options.errorEvents())) {
            return;
        }
        turn.lock();
        try {
            giveRestOfChunks(event);
            Map<String, @Nullable Object> data = new LinkedHashMap<>();
            data.put("error", event.error());
            if (isTool || event.run() != first) {
                data.put("input", event.input());
            }
            if (isTool) {
                data.put("tool_call_id", toolCallId(event));
            }
            give(Kind.ERROR, event, Collections.unmodifiableMap(data));
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void onCustomEvent(CustomEvent event) {
        turn.lock();
        try {
            give(Kind.CUSTOM, event, event.data());
        } finally {
            turn.unlock();
        }
    }

    /** A closed stream throws {@code CancellationException} into the run, to end it. */
    @Override
    public ErrorPolicy errorPolicy() {
        return ErrorPolicy.RAISE;
    }

    /** Half of a character that was not followed by the other half is shown as it is. */
    private void giveRestOfChunks(RunEvent end) {
        String rest = characters.rest(end.run().id());
        if (rest != null) {
            give(Kind.STREAM, end, map("chunk", rest));
        }
    }

    /** Returns what the model calls the call of a tool, unless that is of a tool above, whose metadata the run has inherited. */
    private static @Nullable Object toolCallId(RunEvent event) {
        Object id = event.metadata().get(TOOL_CALL_ID);
        boolean isInherited = event.run()
                .parent()
                .filter(parent -> Objects.equals(parent.metadata().get(TOOL_CALL_ID), id))
                .isPresent();
        return id instanceof String && !isInherited ? id : null;
    }

    /** Does something when no event is being given. */
    void inTurn(Runnable what) {
        turn.lock();
        try {
            what.run();
        } finally {
            turn.unlock();
        }
    }

    /** Returns the name of the run whose events these are, if it has started. */
    String rootName() {
        Run run = root;
        return run == null ? "unknown" : run.name();
    }

    private void give(Kind kind, RunEvent source, @Nullable Object data) {
        StreamEvent event = new StreamedEvent(kind, source, data, given + 1, source.run() == root, runMembers);
        if (options.admits(event)) {
            if (given == 0 && kind == Kind.START) {
                first = source.run();
            }
            given++; // also if it is dropped, so that the numbers tell
            receiver.put(event);
        }
    }

    private static Map<String, @Nullable Object> map(String key, @Nullable Object value) {
        return Collections.singletonMap(key, value);
    }

    @Override
    public String toString() {
        return "event stream";
    }
}
