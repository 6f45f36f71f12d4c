package com.example;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Calls every method of the wrapper and its runnables, and tells what a handler saw. */
public class Scenario implements Supplier<List<String>> {
  private final List<String> seen = new ArrayList<>();

  @Override
  public List<String> get() {
    RunnableConfig config = RunnableConfig.builder().addHandler(new Recorder()).build();
    ResearchRunnables research = new ResearchRunnables(new Research()).withConfig(config);
    try {
      seen.add(research.research("tea"));
      research.research(null);
    } catch (Exception error) {
      seen.add("thrown " + error.getMessage());
    }
    seen.add(research.search("tea", 1).toString());
    seen.add(research.searchRunnable().invoke(new ResearchRunnables.SearchInput("milk", 1)).toString());
    seen.add(research.researchRunnable().invoke("milk"));
    seen.add(research.fetch("url").join());
    seen.add(research.fetchRunnable().invoke("page"));
    research.ping();
    seen.add(String.valueOf(research.pingRunnable().invoke(null)));
    seen.add(research.searchRunnable().descriptor().toString());
    return seen;
  }

  private final class Recorder implements CallbackHandler {
    @Override
    public void onRunStart(RunEvent.Start event) {
      seen.add("start " + event.run().name() + " " + event.tags() + " " + event.input());
    }

    @Override
    public void onCustomEvent(CustomEvent event) {
      seen.add(event.name() + " " + event.data());
    }

    @Override
    public void onRunEnd(RunEvent.End event) {
      seen.add("end " + event.run().name() + " " + event.output());
    }

    @Override
    public void onRunError(RunEvent.Error event) {
      seen.add("error " + event.run().name() + " " + event.error().getMessage());
    }
  }
}
