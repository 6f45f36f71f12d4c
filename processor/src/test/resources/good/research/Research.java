package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.RunType;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.RunnableConfig;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

public class Research {
  public record Progress(int step, int total, String note) {}

  /**
   * Researches a topic.
   *
   * @param topic what to look for, such as {@code tea}
   */
  @Runnable(tags = "research")
  @EmitsEvent(name = "progress", payload = Progress.class, description = "How far it got.")
  @EmitsEvent(name = "done")
  public String research(String topic, RunnableConfig config, ResearchEvents events) throws IOException {
    if (topic == null) {
      throw new IOException("no topic");
    }
    events.progress(new Progress(1, 2, "searching"));
    events.progress(2, 2, "writing");
    events.done();
    return "about " + topic;
  }

  @Runnable(type = RunType.TOOL, description = "Searches.", metadata = "team=search")
  public List<String> search(String query, int limit) {
    return List.of(query).subList(0, limit);
  }

  @Runnable
  public CompletableFuture<String> fetch(String url, RunnableConfig config) {
    return CompletableFuture.completedFuture(url);
  }

  @Runnable
  public void ping() {}
}
