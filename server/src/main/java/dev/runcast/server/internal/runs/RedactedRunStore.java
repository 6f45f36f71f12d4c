package dev.runcast.server.internal.runs;

import dev.runcast.runtime.engine.json.JsonMembers;
import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.server.store.ForwardingRunStore;
import dev.runcast.server.store.NewRun;
import dev.runcast.server.store.Redactor;
import dev.runcast.server.store.Redactor.Part;
import dev.runcast.server.store.RunEnd;
import dev.runcast.server.store.RunLease;
import dev.runcast.server.store.RunStatus;
import dev.runcast.server.store.RunStore;
import dev.runcast.server.store.StoredRun;
import dev.runcast.server.store.ThreadKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what a redactor leaves. */
public final class RedactedRunStore extends ForwardingRunStore {
    private static final Logger log = LoggerFactory.getLogger(RedactedRunStore.class);

    private final Redactor redactor;

    /** Creates a store that keeps in another one what a redactor leaves. */
    public RedactedRunStore(RunStore store, Redactor redactor) {
        super(store);
        this.redactor = redactor;
    }

    @Override
    public boolean createThread(ThreadKey thread, String metadata) {
        return super.createThread(thread, metadata(metadata));
    }

    @Override
    public boolean replaceMetadata(ThreadKey thread, String expected, String metadata) {
        return super.replaceMetadata(thread, expected, metadata(metadata));
    }

    @Override
    public StoredRun create(NewRun run, Duration term) {
        NewRun redacted = new NewRun(
                run.id(),
                run.thread(),
                run.threadIsOwn(),
                run.waits(),
                run.runnable(),
                metadata(run.metadata()),
                run.attributes(),
                redact(Part.REQUEST, run.request(), () -> "{}"));
        return super.create(redacted, term);
    }

    @Override
    public CompletionStage<?> append(RunLease lease, long first, List<String> events) {
        return super.append(lease, first, events.stream().map(this::event).toList());
    }

    @Override
    public StoredRun end(RunLease lease, RunEnd end) {
        String result = end.status() == RunStatus.SUCCESS
                ? redact(Part.OUTPUT, end.result(), () -> "null")
                : redact(Part.ERROR, end.result(), () -> with(end.result(), Map.of("message", "\"\"")));
        String state = end.state() == null ? null : redact(Part.OUTPUT, end.state(), () -> "{}");
        return super.end(lease, new RunEnd(end.status(), result, state));
    }

    private String metadata(String json) {
        return redact(Part.METADATA, json, () -> "{}");
    }

    private String event(String json) {
        return redact(Part.EVENT, json, () -> with(json, Map.of("data", "{}", "metadata", "{}")));
    }

    /** Returns an object with other values of some members. */
    private static String with(String object, Map<String, String> others) {
        Map<String, String> members = new LinkedHashMap<>(JsonMembers.of(object));
        members.replaceAll((name, value) -> others.getOrDefault(name, value));
        return new JsonWriter().object(members).toString();
    }

    private String redact(Part part, String json, Supplier<String> form) {
        try {
            return Objects.requireNonNull(redactor.redact(part, json), "what the redactor returns");
        } catch (RuntimeException | StackOverflowError failure) {
            log.warn("The redactor failed. Nothing is kept of this part: {}", part, failure);
            return form.get();
        }
    }
}
