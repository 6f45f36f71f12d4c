package dev.runcast.examples.spring;

import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CustomEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Logs the progress of all runs: a handler that is a bean hears of them. */
@Component
public class ProgressLog implements CallbackHandler {
    private static final Logger log = LoggerFactory.getLogger(ProgressLog.class);

    @Override
    public void onCustomEvent(CustomEvent event) {
        if (event.matches(ResearchEvents.PROGRESS)) {
            Research.Progress progress = event.payload(ResearchEvents.PROGRESS);
            log.info("{} of {}: {}", progress.step(), progress.total(), progress.note());
        }
    }
}
