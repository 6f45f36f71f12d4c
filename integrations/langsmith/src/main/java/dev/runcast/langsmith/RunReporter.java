package dev.runcast.langsmith;

import dev.runcast.runtime.Run;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.json.JsonCodec;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Makes uploads of the events of runs. For one thread, that of a background handler. */
final class RunReporter implements CallbackHandler {
    private final Uploader uploader;
    private final LangSmithApi api;
    private final String project;
    private final Limits limits;
    private final RunJson runs;
    private final JsonCodec codec;

    /** The run at the top of each run's trace: the highest that was heard of. Weak, since runs below those that ended may come. */
    private final Map<Run, UUID> traces = new WeakHashMap<>();

    private final Map<Run, OpenRun> open = new LinkedHashMap<>();

    /** How long the JSON of the events of all open runs is. */
    private int heldCharacters;

    private final AtomicLong lostEvents = new AtomicLong();

    RunReporter(Uploader uploader, LangSmithApi api, String project, Redactor redactor, Limits limits) {
        this.uploader = uploader;
        this.api = api;
        this.project = project;
        this.limits = limits;
        this.runs = new RunJson(JsonCodec.limitedTo(limits.valueCharacters()), redactor);
        this.codec = JsonCodec.limitedTo(limits.batchBytes());
    }

    /** What is kept of a run that has not ended: its events as JSON, in the order in which they happened. */
    private static final class OpenRun {
        final SortedMap<Long, String> events = new TreeMap<>();
        int characters;
        int leftOut;
        boolean areInputsTold;

        void add(RunEvent event, String json) {
            String before = events.put(event.sequence(), json);
            characters += json.length() - (before == null ? 0 : before.length());
        }
    }

    long lostEvents() {
        return lostEvents.get();
    }

    @Override
    public void onRunStart(RunEvent.Start event) {
        OpenRun run = new OpenRun();
        if (open.size() == limits.openRuns()) {
            Iterator<OpenRun> eldest = open.values().iterator();
            heldCharacters -= eldest.next().characters;
            eldest.remove();
            api.lose(1);
        }
        open.put(event.run(), run);
        report(event, run);
        heldCharacters += run.characters;
        run.areInputsTold = !event.isStreamed();
    }

    @Override
    public void onRunChunk(RunEvent.Chunk event) {
        hold(event, "{\"name\":\"new_token\",\"time\":\"" + event.time().truncatedTo(ChronoUnit.MICROS) + "\"}");
    }

    @Override
    public void onCustomEvent(CustomEvent event) {
        if (open.containsKey(event.run())) {
            hold(event, runs.describe(event, this::theEvent));
        } else {
            lostEvents.incrementAndGet(); // It came after the end of its run, or the start of its run was dropped.
        }
    }

    /** Keeps an event of an open run until the run ends. */
    private void hold(RunEvent event, String text) {
        OpenRun run = open.get(event.run());
        if (run == null) {
            return;
        }
        if (run.events.size() > limits.eventsPerRun()
                || text.length() > limits.valueCharacters() - run.characters
                || text.length() > limits.batchBytes() - heldCharacters) {
            run.leftOut++;
            lostEvents.incrementAndGet();
            return;
        }
        run.add(event, text);
        heldCharacters += text.length();
    }

    @Override
    public void onRunEnd(RunEvent.End event) {
        end(event);
    }

    @Override
    public void onRunError(RunEvent.Error event) {
        end(event);
    }

    private void end(RunEvent event) {
        OpenRun run = Objects.requireNonNullElseGet(open.remove(event.run()), OpenRun::new);
        heldCharacters -= run.characters;
        report(event, run);
    }

    /** Uploads what is known of a run at its start or end. */
    private void report(RunEvent event, OpenRun run) {
        boolean isUpdate = traces.containsKey(event.run());
        uploader.add(runs.describe(event, json -> {
            run.add(event, theEvent(json));
            return upload(event.run(), json, run, isUpdate);
        }));
    }

    private Upload upload(Run run, Map<String, @Nullable Object> json, OpenRun known, boolean isUpdate) {
        json.remove("events");
        Object inputs = json.remove("inputs");
        json.put("session_name", project);
        place(run, json);
        if (known.leftOut > 0) {
            RunJson.object(json.get("extra")).put("events_left_out", known.leftOut);
        }
        String events = String.join(",", known.events.values());
        Upload upload = new Upload(
                run.id(),
                isUpdate,
                known.areInputsTold,
                "\"inputs\":" + codec.write(inputs) + ",",
                "\"events\":[" + events + "]," + codec.write(json).substring(1));
        if (upload.size() > limits.batchBytes()) {
            throw new IllegalArgumentException("The run takes " + upload.size()
                    + " bytes as JSON. Put less into it, or allow more: maxBatchBytes(…).");
        }
        return upload;
    }

    /** Makes the highest run that was heard of the root of the trace, since LangSmith shows no trace without its root. */
    private void place(Run run, Map<String, @Nullable Object> json) {
        UUID root = traces.computeIfAbsent(
                run, each -> run.parent().map(traces::get).orElse(run.id()));
        String order = (String) Objects.requireNonNull(json.get("dotted_order"));
        int rootId = order.indexOf(root.toString());
        if (rootId < 0) {
            return; // It is among the middle ones of a deep run, which are left out.
        }
        json.put("dotted_order", order.substring(order.lastIndexOf('.', rootId) + 1));
        json.put("trace_id", root.toString());
        if (root.equals(run.id())) {
            json.remove("parent_run_id");
        }
    }

    /** Returns the one event of a run that is described as far as this event tells. */
    private String theEvent(Map<String, @Nullable Object> json) {
        return codec.write(((List<?>) Objects.requireNonNull(json.get("events"))).get(0));
    }
}
