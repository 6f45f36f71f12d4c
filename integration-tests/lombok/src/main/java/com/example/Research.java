package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.RunnableConfig;
import java.io.IOException;
import lombok.NonNull;
import lombok.RequiredArgsConstructor;
import lombok.SneakyThrows;
import lombok.Value;
import lombok.val;

/** A runnable whose constructor Lombok makes. */
@RequiredArgsConstructor
public class Research {
    private final String library;

    @Runnable
    @EmitsEvent(name = "progress", payload = Progress.class)
    @EmitsEvent(name = "drafted", payload = Draft.class)
    public Draft research(@NonNull Query query, ResearchEvents events) {
        val total = query.getWords().size();
        for (int step = 1; step <= total; step++) {
            events.progress(new Progress(step, total));
        }
        val draft = new Draft();
        draft.setText(query.getTopic() + " in " + library);
        events.drafted(draft);
        return draft;
    }

    /** Names a class that Lombok makes in its signature. */
    @Runnable
    public Draft complete(Query.QueryBuilder query, RunnableConfig config) {
        return new ResearchRunnables(this)
                .withConfig(config)
                .research(query.word("more").build());
    }

    @Runnable
    @SneakyThrows
    public String fail() {
        throw new IOException("no library");
    }

    /** A payload that Lombok completes. */
    @Value
    public static class Progress {
        int step;
        int total;
    }
}
