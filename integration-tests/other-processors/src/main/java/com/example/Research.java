package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import java.util.List;

public class Research {
    @Runnable
    @EmitsEvent(name = "progress", payload = ImmutableProgress.class)
    public List<ImmutableQuery> research(ImmutableQuery query, ResearchEvents events) {
        events.progress(ImmutableProgress.of(1, 1));
        return List.of(query.withTopic("more " + query.getTopic()));
    }
}
