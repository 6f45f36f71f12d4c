package com.example.research;

import com.example.research.internal.Draft;
import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.RunnableConfig;

public class Research {
    public Research() {}

    @Runnable
    @EmitsEvent(name = "progress", payload = Progress.class)
    public String research(String topic, RunnableConfig config, ResearchEvents events) {
        events.progress(1, 2);
        return new ResearchRunnables(this).withConfig(config).write(new Draft("about " + topic));
    }

    /** Names a type of a package that is not exported, which javac warns of. */
    @SuppressWarnings("exports")
    @Runnable
    public String write(Draft draft) {
        return draft.text();
    }
}
