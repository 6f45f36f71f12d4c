package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.ChunkSink;
import dev.runcast.runtime.RunnableConfig;
import java.util.List;
import java.util.function.Consumer;

/** Methods, events, parameters and type parameters that are called like what generated code names. */
@EmitsEvent(name = "type")
public class Names<Objects, Map> {
  public record Pair(int a, String b) {}

  /** Its components would make a method that every object has. */
  public record Wait(long timeout, int nanos) {}

  @Runnable
  @EmitsEvent(name = "current", payload = Pair.class)
  @EmitsEvent(name = "close")
  @EmitsEvent(name = "wait", payload = Wait.class)
  @EmitsEvent(name = "withConfig", payload = String.class)
  @EmitsEvent(name = "yield", payload = Pair.class)
  @EmitsEvent(name = "sink", payload = Pair.class)
  @EmitsEvent(name = "equals", payload = Integer.class)
  public void current(NamesEvents events) {
    events.yield(1, "one");
    events.wait(new Wait(1, 2));
  }

  @Runnable
  public int close(int run, String close, Objects objects, Map map) {
    return run;
  }

  @Runnable(name = "other close")
  public int close(RunnableConfig config, String close, ChunkedNames... names) {
    return 1;
  }

  @Runnable
  public void wait(String text, int times) {}

  @Runnable
  public void notify(int times) {}

  @Runnable
  public long boxed(int value) {
    return value;
  }

  public String boxed(Object other) {
    return "a boxed argument would be meant for this";
  }

  @Runnable
  public <RunScope> RunScope run(RunScope value, String text, RunnableConfig config) {
    return value;
  }

  @Runnable
  public String yield(String text, int yield) {
    return text;
  }

  @Runnable
  public String typed(List<String> List, List<Integer> Types) {
    return "";
  }

  /** A sink beside consumers. */
  public static class ChunkedNames {
    @Runnable
    public void tell(ChunkSink<String> sink, Consumer<String> chunks, Consumer<? super Integer> more) {}

    @Runnable(name = "tellOne")
    public void tell(ChunkSink<String> sink, Names_ChunkedNamesRunnables other) {}
  }
}
